import { unreadable } from '../../messages/command/files.ts';
import { analyze } from '../../scheduling/analyze.ts';
import { decide, defaultPatience } from '../../scheduling/decide.ts';
import { findings } from '../../scheduling/findings/findings.ts';
import { type LoadedFile, loadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';
import { analysisDiagnostics } from './analysis-diagnostics.ts';
import type { CheckedFile, ProvenFile } from './checked-file.ts';
import type { Diagnostic } from './diagnostic.ts';
import { textDiagnostics } from './text-diagnostics.ts';

/** Checks and proves one file of the command line with all its imports. */
export async function checkFile(file: string, terminal: Terminal): Promise<CheckedFile> {
  const loaded = await loadedFile(file, terminal);
  return loaded.kind === 'refused' ? unreadableFile(file, loaded.why) : checkLoaded(file, loaded);
}

/** Checks and proves a file that has been read; `patience` with each machine is in ns. */
export function checkLoaded(
  file: string,
  loaded: LoadedFile,
  patience = defaultPatience,
): ProvenFile {
  const analysis = decide(analyze(loaded.model), { patience });
  const diagnostics = [
    ...textDiagnostics(loaded),
    ...analysisDiagnostics(findings(analysis), loaded),
  ];
  return { file, analysis, diagnostics: diagnostics.toSorted(inReadingOrder(loaded)) };
}

function inReadingOrder({
  documents,
  nameOf,
}: LoadedFile): (a: Diagnostic, b: Diagnostic) => number {
  const order = new Map(documents.map(({ uri }, index) => [nameOf(uri.toString()), index]));
  const rank = ({ file }: Diagnostic) => order.get(file) ?? order.size;
  return (a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column;
}

/** The result for a file without a text, whose place is the beginning. */
export function unreadableFile(file: string, why: string): CheckedFile {
  const diagnostic: Diagnostic = {
    origin: 'text',
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    severity: 'error',
    code: 'file-unreadable',
    message: unreadable(file, why),
    related: [],
  };
  return { file, analysis: null, diagnostics: [diagnostic] };
}
