import type { LangiumDocument } from 'langium';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Position,
  type TextEdit,
} from 'vscode-languageserver';
import { importsOf } from '../../language/imports.ts';
import { writtenName } from '../../language/names.ts';

/** What the checks of the text leave for quick fixes. */
interface FixData {
  readonly code?: string;
  readonly nearest?: string;
  readonly imports?: readonly string[];
  readonly missing?: string;
  readonly vcpus?: readonly string[];
  readonly text?: string;
}

/** Quick fixes for what the checks of the text found. */
export function textActions(document: LangiumDocument, diagnostic: Diagnostic): CodeAction[] {
  const data: FixData = diagnostic.data ?? {};
  const fix = (title: string, edit: TextEdit, isPreferred = false): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [document.textDocument.uri]: [edit] } },
    ...(isPreferred ? { isPreferred } : {}),
  });
  const { range } = diagnostic;
  const behind = (text: string): TextEdit => insertion(range.end, `  ${text}`);
  switch (data.code) {
    case 'name/unknown':
      return [
        ...(data.imports ?? []).map((path) => fix(`Import ${path}`, importLine(document, path), true)),
        ...(data.nearest === undefined
          ? []
          : [fix(`Write ${data.nearest}`, { range, newText: writtenName(data.nearest) })]),
      ];
    case 'duration/no-unit':
      return ['ms', 'us', 's', 'ns'].map((unit) =>
        fix(`Write ${data.text}${unit}`, insertion(range.end, unit)),
      );
    default:
      return missingAttributes(data).map((text) => fix(`Add ${text}`, behind(text)));
  }
}

/** What would say what is missing. The values are such as one starts from; what they ought to be nobody but the author knows. */
function missingAttributes({ missing, vcpus = [] }: FixData): string[] {
  switch (missing) {
    case 'on':
      return vcpus.map((vcpu) => `on ${writtenName(vcpu)}`);
    case 'priority':
      return ['priority 1'];
    case 'period':
      return ['period 10ms'];
    case 'wcet':
      return ['wcet 1ms'];
    default:
      return [];
  }
}

/** After the last import, else at the beginning. */
function importLine(document: LangiumDocument, path: string): TextEdit {
  const last = importsOf(document).at(-1)?.$cstNode?.range.end;
  const line = `import "${path}"`;
  return last === undefined
    ? insertion({ line: 0, character: 0 }, `${line}\n\n`)
    : insertion(last, `\n${line}`);
}

function insertion(at: Position, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}
