import type { Diagnostic as LspDiagnostic, Range } from 'vscode-languageserver-types';
import type { LoadedFile } from '../loaded-file.ts';
import type { Diagnostic, Place } from './diagnostic.ts';

/** The diagnostics of the text of a file and its imports. */
export function textDiagnostics({ documents, nameOf }: LoadedFile): readonly Diagnostic[] {
  return documents.flatMap((document) =>
    (document.diagnostics ?? []).map(
      (diagnostic): Diagnostic => ({
        ...fromLsp(diagnostic, document.uri.toString(), nameOf),
        origin: 'text',
      }),
    ),
  );
}

const severities = { 1: 'error', 2: 'warning', 3: 'info', 4: 'hint' } as const;

/**
 * Converts a diagnostic of the language server protocol, whose lines and characters count from 0.
 */
function fromLsp(
  diagnostic: LspDiagnostic,
  uri: string,
  nameOf: LoadedFile['nameOf'],
): Omit<Diagnostic, 'origin'> {
  return {
    ...placeOf(nameOf(uri), diagnostic.range),
    severity: severities[diagnostic.severity ?? 1],
    code: String(diagnostic.code ?? 'syntax'),
    message: typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
    related: (diagnostic.relatedInformation ?? []).map(({ location, message }) => ({
      ...placeOf(nameOf(location.uri), location.range),
      message,
    })),
  };
}

export function placeOf(file: string, { start, end }: Range): Place {
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
