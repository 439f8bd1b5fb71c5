import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedFile } from '../../formats/xen/export/export-files.ts';
import { cannotBeWritten } from '../../messages/command/files.ts';
import { editedFile, fileStates } from '../../messages/formats/xen-export/command.ts';
import { exitCode } from '../exit-code.ts';
import { shown, shownPath } from '../output/shown.ts';
import { fileProblemOf, isSystemError } from '../output/system-error.ts';
import { writeWhole } from '../output/write-whole.ts';
import type { Terminal } from '../terminal.ts';

/** The text of a file of a folder; `null` if there is none. */
export async function readFolder(folder: string, name: string): Promise<string | null> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

/**
 * Writes the files that differ, and tells of each file and then of the way on; without writing in a
 * dry run. Where someone changed a file that an export writes, it writes none.
 */
export async function writeFolder(
  folder: string,
  files: readonly ExportedFile[],
  dryRun: boolean,
  next: string,
  terminal: Terminal,
): Promise<void> {
  const edited = files.filter(({ text }) => text === null);
  for (const { name } of edited)
    terminal.err(`error: ${shown(editedFile(shownPath(`${folder}/${name}`)))}\n`);
  if (edited.length > 0) return terminal.finish(exitCode.badText);
  if (!dryRun && !(await makeFolder(folder, terminal))) return;
  for (const { name, before, text, executable } of files) {
    if (text === null) continue;
    const path = join(folder, name);
    const state = before === null ? 'new' : before === text ? 'same' : 'changed';
    if (!dryRun && state !== 'same') {
      const problem = await writeWhole(path, [text]);
      if (problem !== null) {
        terminal.err(`error: ${problem}\n`);
        return terminal.finish(exitCode.badText);
      }
      if (executable && before === null) await chmod(path, 0o755);
    }
    terminal.out(`${fileStates[state](shownPath(path))}\n`);
  }
  if (!dryRun) terminal.out(`\n${next}\n`);
  terminal.finish(exitCode.proven);
}

async function makeFolder(folder: string, terminal: Terminal): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    return true;
  } catch (error) {
    terminal.err(`error: ${cannotBeWritten(folder, fileProblemOf(error))}\n`);
    terminal.finish(exitCode.badText);
    return false;
  }
}
