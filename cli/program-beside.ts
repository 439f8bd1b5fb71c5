import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs another program of the package in this process: a file below `dist/`, where the command is a
 * bundle too.
 */
export async function runBeside(program: string): Promise<void> {
  await import(pathToFileURL(join(import.meta.dirname, '..', program)).href);
}
