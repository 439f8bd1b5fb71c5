import { fstatSync, writeSync } from 'node:fs';
import type { FileProblem } from '../../messages/command/files.ts';
import { fileProblemOf, isSystemError } from './system-error.ts';

/**
 * Writes to standard output, whole. Where that fails, `failed` is told once, and what comes later
 * is dropped; a reader that has seen enough (`hypersched check … | head`) is no failure.
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
  // Node's own stream takes a file for written where the disk took only the beginning.
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
