import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cannotBeWritten, outputIsInput, outputTwice } from '../../messages/command/files.ts';
import { meantFile } from './meant-file.ts';
import { fileProblemOf } from './system-error.ts';

/** A fault of a run's outputs: a wrong name, or a file that cannot be written. */
export interface OutputProblem {
  readonly kind: 'misnamed' | 'unwritable';
  readonly message: string;
}

/**
 * Checks the outputs before a run: each must be writable, none may be an input, and none may be
 * named twice, even by another path or a link. `null` if all is well.
 */
export async function checkOutputs(
  inputs: readonly string[],
  outputs: readonly string[],
): Promise<OutputProblem | null> {
  const read = new Map<string, string>();
  for (const input of inputs) for (const id of await identities(input)) read.set(id, input);
  const written = new Map<string, string>();
  for (const output of outputs) {
    const problem = await problemOf(output);
    if (problem !== null) return problem;
    for (const id of await identities(output)) {
      const [input, other] = [read.get(id), written.get(id)];
      if (input !== undefined) return { kind: 'misnamed', message: outputIsInput(output, input) };
      if (other !== undefined) return { kind: 'misnamed', message: outputTwice(output, other) };
    }
    for (const id of await identities(output)) written.set(id, output);
  }
  return null;
}

async function problemOf(output: string): Promise<OutputProblem | null> {
  try {
    const target = await meantFile(output);
    const before = await stat(target).catch(() => undefined);
    if (before?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (before !== undefined) await access(target, constants.W_OK);
    if (before === undefined || before.isFile()) await access(dirname(target), constants.W_OK);
    return null;
  } catch (error) {
    return { kind: 'unwritable', message: cannotBeWritten(output, fileProblemOf(error)) };
  }
}

/** The identities of a file: its path, and its place on the disk if it exists. */
async function identities(path: string): Promise<readonly string[]> {
  const target = await meantFile(path).catch(() => undefined);
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  // A device or a pipe takes any output, even twice.
  if (found !== undefined && !found.isFile()) return [];
  return [
    ...(target === undefined ? [] : [target]),
    ...(found === undefined ? [] : [`${found.dev} ${found.ino}`]),
  ];
}
