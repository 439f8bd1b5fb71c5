import { analyze } from '../../scheduling/analyze.ts';
import { decide } from '../../scheduling/decide.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import { diagnosticLine } from '../check/diagnostic.ts';
import { textDiagnostics } from '../check/text-diagnostics.ts';
import { type LoadedFile, loadedFile } from '../loaded-file.ts';
import { shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';

/** A file without errors in its text, with the proof. */
export interface ProvenSystem {
  readonly loaded: LoadedFile;
  readonly analysis: Analysis;
}

/** Reads and proves a file. `null` if its text has errors, which are then told. */
export async function provenSystem(file: string, terminal: Terminal): Promise<ProvenSystem | null> {
  const loaded = await loadedFile(file, terminal);
  if (loaded.kind === 'refused') {
    terminal.err(`${shownPath(file)}: error: ${loaded.why}\n`);
    return null;
  }
  const errors = textDiagnostics(loaded).filter(({ severity }) => severity === 'error');
  for (const error of errors) terminal.err(`${diagnosticLine(error).join('')}\n`);
  if (errors.length > 0) return null;
  return { loaded, analysis: decide(analyze(loaded.model)) };
}
