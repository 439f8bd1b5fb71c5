#!/usr/bin/env node
import './node-version.ts';
import { join } from 'node:path';
import { standardOutputFailed } from '../messages/command/files.ts';
import { ownFault } from '../messages/command/usage.ts';
import { speak } from '../messages/locale.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { translations } from './locale.ts';
import { runProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

const spoken = translations(process.env, join(import.meta.dirname, '..', '..', 'l10n'));
if (spoken !== null) speak(spoken);

/** Whether output was lost, so that the exit code must not speak of results that nobody got. */
let lost = false;

function finish(code: ExitCode): void {
  if (!lost) process.exitCode = code;
}

const terminal = processTerminal(finish, (problem) => {
  process.stderr.write(`${standardOutputFailed(problem)}\n`);
  finish(exitCode.badText);
  lost = true;
});

try {
  await runProgram(process.argv.slice(2), terminal);
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${ownFault(String(stack))}\n`);
  process.exitCode = exitCode.ownFault;
}
