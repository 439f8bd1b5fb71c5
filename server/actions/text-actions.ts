import { GrammarUtils, type LangiumDocument } from 'langium';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Position,
  type TextEdit,
} from 'vscode-languageserver';
import { isFile, isMachine } from '../../language/generated/ast.ts';
import { importsOf } from '../../language/references/imports.ts';
import { isWritableName, writtenName } from '../../language/syntax/names.ts';
import { add as addText, importPath, write } from '../../messages/editor/actions.ts';
import { type FixData, fixData } from './fix-data.ts';

/** A change that mends something, and what it is called. */
interface Fix {
  readonly title: string;
  readonly edit: TextEdit;
  readonly preferred?: boolean;
}

/** Quick fixes for what the checks of the text found. */
export function textActions(document: LangiumDocument, diagnostic: Diagnostic): CodeAction[] {
  return fixesOf(document, diagnostic, fixData(diagnostic.data)).map(
    ({ title, edit, preferred }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [document.textDocument.uri]: [edit] } },
      ...(preferred === true ? { isPreferred: true } : {}),
    }),
  );
}

function fixesOf(document: LangiumDocument, diagnostic: Diagnostic, data: FixData): Fix[] {
  const { range } = diagnostic;
  const written = document.textDocument.getText(range);
  const instead = (newText: string): Fix => ({
    title: write(newText),
    edit: { range, newText },
  });
  const add = (text: string): Fix => ({
    title: addText(text),
    edit: insertion(range.end, `  ${text}`),
  });
  switch (data.code) {
    case 'name/unknown':
      return [
        ...(data.imports ?? []).map(
          (path): Fix => ({
            title: importPath(path),
            edit: importLine(document, path),
            preferred: true,
          }),
        ),
        ...(data.nearest === undefined ? [] : [instead(writtenName(data.nearest))]),
      ];
    case 'syntax/character':
    case 'syntax/unexpected':
      return data.quote === true && isWritableName(written) ? [instead(`"${written}"`)] : [];
    case 'duration/no-unit':
      return ['ms', 'us', 's', 'ns'].map((unit) => ({
        title: write(`${data.text}${unit}`),
        edit: insertion(range.end, unit),
      }));
    case 'duration/malformed':
      return /^\d+,\d/.test(written) ? [instead(written.replace(',', '.'))] : [];
    case 'domain/no-machine':
    case 'scenario/no-machine':
      return (data.machines ?? []).map((machine) => {
        const on = `on ${writtenName(machine)}`;
        return { title: addText(on), edit: insertion(range.end, ` ${on}`) };
      });
    case 'scenario/which-vcpu':
      return (data.vcpus ?? []).map((vcpu) => instead(`${written}.${writtenName(vcpu)}`));
    case 'overheads/no-clock':
      return clock(document, data.machine);
    default:
      return missingAttributes(data).map(add);
  }
}

/**
 * What would say what is missing. The values are such as one starts from; what they ought to be
 * nobody but the author knows.
 */
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

/** A clock for a machine of this file, as its first attribute. */
function clock({ parseResult, textDocument }: LangiumDocument, name: string | undefined): Fix[] {
  const root = parseResult.value;
  const machines = isFile(root) ? root.members.filter(isMachine) : [];
  const cst = machines.find((machine) => machine.name === name)?.$cstNode;
  const brace = GrammarUtils.findNodeForKeyword(cst, '{');
  if (brace === undefined) return [];
  return [
    {
      title: addText('clock 1 GHz'),
      edit: insertion(textDocument.positionAt(brace.end), '  clock 1 GHz'),
    },
  ];
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
