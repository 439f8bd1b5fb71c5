import { fstatSync, writeSync } from 'node:fs';
import type { FileProblem } from '../../messages/command/files.ts';
import { fileProblemOf, isSystemError } from './system-error.ts';

/**
 * Writes all output to standard output. A failure is reported once to `failed`, and later output is
 * dropped. A reader that stops early (`hypersched check … | head`) is no failure.
 */
export function standardOutput(failed: (problem: FileProblem) => void): (text: string) => void {
  const { stdout } = process;
  let closed = false;
  const fail = (error: unknown): void => {
    if (closed) return;
    closed = true;
    if (!isSystemError(error) || error.code !== 'EPIPE') failed(fileProblemOf(error));
  };
  stdout.on('error', fail);
  // Node's own stream reports a file as written if the disk took only its beginning.
  const toFile = isFile(1);
  return (text) => {
    if (closed) return;
    if (!toFile) {
      stdout.write(text);
      return;
    }
    try {
      writeFully(Buffer.from(text), (bytes) => writeSync(1, bytes));
    } catch (error) {
      fail(error);
    }
  };
}

function writeFully(bytes: Uint8Array, write: (bytes: Uint8Array) => number): void {
  for (let rest = bytes; rest.length > 0; ) rest = rest.subarray(write(rest));
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}
