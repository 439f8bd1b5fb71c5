import { unreadable } from '../../messages/command/files.ts';
import { analyze } from '../../scheduling/analyze.ts';
import { findings } from '../../scheduling/findings/findings.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import { type LoadedFile, loadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';
import { analysisDiagnostics } from './analysis-diagnostics.ts';
import type { CheckedFile } from './checked-file.ts';
import type { Diagnostic } from './diagnostic.ts';
import { textDiagnostics } from './text-diagnostics.ts';

/** Checks and proves one file of the command line with all its imports. */
export async function checkFile(file: string, terminal: Terminal): Promise<CheckedFile> {
  const loaded = await loadedFile(file, terminal);
  if (loaded.kind === 'refused')
    return { file, analysis: null, diagnostics: [unreadableFile(file, loaded.why)] };
  return checkLoaded(file, loaded);
}

/** Checks and proves a file that has been read. */
export function checkLoaded(
  file: string,
  loaded: LoadedFile,
): CheckedFile & { readonly analysis: Analysis } {
  const analysis = analyze(loaded.model);
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

/** The diagnostic precedes any text, so its place is the beginning. */
function unreadableFile(file: string, why: string): Diagnostic {
  return {
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
}
