import { proving } from '../../messages/command/process.ts';
import { analyze } from '../../scheduling/analyze.ts';
import { decide } from '../../scheduling/decide.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import { isSound, readableFile } from '../check/readable-file.ts';
import type { LoadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';

/** A file without errors in its text, with the proof. */
export interface ProvenSystem {
  readonly loaded: LoadedFile;
  readonly analysis: Analysis;
}

/** Reads and proves a file. `null` if its text has errors, which are then told. */
export async function provenSystem(file: string, terminal: Terminal): Promise<ProvenSystem | null> {
  const loaded = await readableFile(file, proving(file), terminal);
  if (loaded === null || !isSound(loaded, terminal)) return null;
  const prove = async () => decide(analyze(loaded.model));
  return { loaded, analysis: await terminal.during(proving(file), prove) };
}
