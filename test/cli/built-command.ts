import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { oldestNode } from '../../scripts/node/oldest-node.ts';
import { freshNodePrograms, nodeProgram } from '../../scripts/node-programs.ts';
import { type Ran, type RunOptions, withoutColors } from './shared/run.ts';
import { inSharedProcess } from './shared/shared-process.ts';

export const builtCommand = resolve(nodeProgram('cli/hypersched'));

export const buildCommand = freshNodePrograms;

/**
 * Runs the built command under the oldest promised Node, with piped output. A process costs more
 * than most of the commands: a run shares one with others unless it has an environment of its own
 * or loses its output.
 */
export function hypersched(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { env, closeOutput = false, ...run } = options;
  const isSpecial = env !== undefined || closeOutput;
  return isSpecial ? inOwnProcess(args, options) : inSharedProcess({ args, ...run });
}

/** The same in a process of its own, whose exit code it is. */
export function inOwnProcess(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, input, env, closeOutput = false } = options;
  return new Promise((ended, reject) => {
    const child = spawn(oldestNode(), [builtCommand, ...args], {
      cwd,
      env: env === undefined ? withoutColors() : { ...process.env, ...env },
      stdio: 'pipe',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      ended({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
    if (closeOutput) child.stdout.destroy();
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
