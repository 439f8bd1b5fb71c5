import { type Answer, fault } from './answer.ts';
import { limits, type Ran } from './run-command.ts';
import type { Host, Input, Inputs } from './tool.ts';

/** The inputs that name a system: one of them is given. */
export const systemInputs = {
  text: {
    type: 'string',
    description: 'The whole text of a .hsched file. Either this or `file`.',
    maxLength: limits.input,
  },
  file: {
    type: 'string',
    description: 'The path of a .hsched file, absolute or relative to the working directory.',
    maxLength: 4096,
  },
} as const satisfies Record<string, Input>;

/**
 * Runs a subcommand on the system of a call. The result is its output, or the answer where there is
 * none.
 */
export async function runOnSystem(
  { text, file }: Inputs,
  before: readonly string[],
  after: readonly string[],
  { run }: Host,
): Promise<string | Answer> {
  if ((text === undefined) === (file === undefined)) {
    return fault('Give either `text` or `file`.');
  }
  const path = file === undefined ? '-' : String(file);
  // The command reads any text; an assistant has no business with other files.
  if (path !== '-' && !path.endsWith('.hsched')) return fault('A file ends with .hsched.');
  const ran = await run([...before, '--', path, ...after], String(text ?? ''));
  return stopAnswer(ran) ?? (ran.out === '' ? fault(ran.err.trim()) : ran.out);
}

function stopAnswer({ stopped, code }: Ran): Answer | null {
  switch (stopped) {
    case 'time':
      return fault(`Stopped after ${limits.milliseconds / 1000} s. Ask of a smaller system.`);
    case 'output':
      return fault('Stopped, since the answer became too long. Ask of a smaller system.');
    case 'canceled':
      return fault('Canceled.');
    case null:
      return code === null ? fault('The system is too large for the memory.') : null;
  }
}
