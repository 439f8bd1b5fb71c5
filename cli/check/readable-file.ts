import { type LoadedFile, loadedFile } from '../loaded-file.ts';
import { shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { diagnosticLine } from './diagnostic.ts';
import { textDiagnostics } from './text-diagnostics.ts';

/** {@link loadedFile}, told as `what` meanwhile. `null` if it cannot be read, which is told. */
export async function readableFile(
  path: string,
  what: string,
  terminal: Terminal,
): Promise<LoadedFile | null> {
  const loaded = await terminal.during(what, () => loadedFile(path, terminal));
  if (loaded.kind === 'loaded') return loaded;
  terminal.err(`${shownPath(path)}: error: ${loaded.why}\n`);
  return null;
}

/** Whether the text of a file and its imports has no errors. Those that it has are told. */
export function isSound(loaded: LoadedFile, terminal: Terminal): boolean {
  const errors = textDiagnostics(loaded).filter(({ severity }) => severity === 'error');
  for (const error of errors) terminal.err(`${diagnosticLine(error).join('')}\n`);
  return errors.length === 0;
}
