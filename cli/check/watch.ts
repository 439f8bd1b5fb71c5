import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/**
 * The lines before and after each report of `--watch`. The background problem matcher of the
 * extension knows them, so they are the same in every language.
 */
export const watchMarks = { begin: '[hypersched] begin', end: '[hypersched] end' } as const;

/** The wait in ms for further changes: an editor may write a file in several steps. */
const PAUSE_MS = 50;

/** Files as they were at one moment. */
export type Moment = ReadonlyMap<string, string>;

export function momentOf(files: readonly string[]): Moment {
  return new Map(files.map((file) => [file, stateOf(file)]));
}

function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

/**
 * Resolves once a file has changed, come or gone, or is not as it was at that moment. It watches
 * their folders, since editors replace files, and other `.hsched` files there, which an import may
 * mean.
 */
export function nextChange(files: readonly string[], since: Moment): Promise<void> {
  const names = new Map<string, Set<string>>();
  for (const file of files.map((each) => resolve(each))) {
    const known = names.get(dirname(file)) ?? new Set();
    names.set(dirname(file), known.add(basename(file)));
  }
  return new Promise((changed) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watchers = [...names].flatMap(([folder, own]) =>
      watcher(folder, (name) => {
        if (name === null || own.has(name) || name.endsWith('.hsched')) changedSoon();
      }),
    );
    // Nothing was watched while the files were read.
    if ([...since].some(([file, state]) => stateOf(file) !== state)) changedSoon();

    function changedSoon(): void {
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const each of watchers) each.close();
        changed();
      }, PAUSE_MS);
    }
  });
}

/** A folder that does not exist has no watcher. */
function watcher(folder: string, onChange: (name: string | null) => void): readonly FSWatcher[] {
  try {
    return [watch(folder, (_, name) => onChange(name)).on('error', () => onChange(null))];
  } catch {
    return [];
  }
}
