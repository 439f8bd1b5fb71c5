import { type LangiumDocuments, URI } from 'langium';
import { DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { ImportGraph } from '../../language/references/import-graph.ts';
import type { FileResult, FileVerdict } from '../protocol.ts';
import { worstVerdict } from './analyzed-system.ts';
import type { DiagnosticsBoard } from './diagnostics-board.ts';
import type { AnalysisResults } from './results.ts';

/**
 * The result for one file: for its text and all imports, and for each system that it is part of.
 */
export function fileResult(
  uri: string,
  documents: LangiumDocuments,
  results: AnalysisResults,
  board: DiagnosticsBoard,
): FileResult {
  const diagnostics = board.merged(uri);
  const count = (severity: DiagnosticSeverity) =>
    diagnostics.filter((each) => each.severity === severity).length;
  return {
    uri,
    verdict: fileVerdict(uri, documents, results),
    counts: {
      errors: count(DiagnosticSeverity.Error),
      warnings: count(DiagnosticSeverity.Warning),
    },
  };
}

/** The worst verdict on a file; `invalid` if its text, or that of an import, has errors. */
export function fileVerdict(
  uri: string,
  documents: LangiumDocuments,
  results: AnalysisResults,
): FileVerdict {
  const document = documents.getDocument(URI.parse(uri));
  const texts =
    document === undefined ? [] : new ImportGraph(documents).closureOf(document).documents;
  const invalid = texts.some((text) =>
    text.diagnostics?.some(({ severity }) => severity === DiagnosticSeverity.Error),
  );
  if (invalid) return 'invalid';
  const systems = results.systemsWith(uri);
  return systems.length === 0
    ? 'unknown'
    : worstVerdict(systems.map(({ analysis }) => analysis.verdict));
}
