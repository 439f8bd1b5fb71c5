import { GrammarUtils, type LangiumDocument } from 'langium';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { isFile, isMachine } from '../../language/generated/ast.ts';
import { importsOf } from '../../language/references/imports.ts';
import { isWritableName, writtenName } from '../../language/syntax/names.ts';
import { add as addText, importPath, write } from '../../messages/editor/actions.ts';
import { type FixData, fixData } from './fix-data.ts';

/** A change that fixes a problem, and its title. */
interface Fix {
  readonly title: string;
  readonly edit: TextEdit;
  readonly preferred?: boolean;
}

/** Quick fixes for problems that the checks of the text found. */
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

function fixesOf(document: LangiumDocument, { range }: Diagnostic, data: FixData): Fix[] {
  const written = document.textDocument.getText(range);
  const fixes = fixesByCode.get(data.code ?? '') ?? missingAttributes;
  return fixes({ document, range, written, data });
}

/** The part of a diagnostic that a fix needs; `written` is the marked text. */
interface Found {
  readonly document: LangiumDocument;
  readonly range: Range;
  readonly written: string;
  readonly data: FixData;
}

type Fixes = (found: Found) => Fix[];

function instead({ range }: Found, newText: string): Fix {
  return { title: write(newText), edit: { range, newText } };
}

function add({ range }: Found, text: string): Fix {
  return { title: addText(text), edit: insertion(range.end, ` ${text}`) };
}

const quoted: Fixes = (found) =>
  found.data.quote === true && isWritableName(found.written)
    ? [instead(found, `"${found.written}"`)]
    : [];

const machines: Fixes = (found) =>
  (found.data.machines ?? []).map((machine) => add(found, `on ${writtenName(machine)}`));

const fixesByCode: ReadonlyMap<string, Fixes> = new Map<string, Fixes>([
  [
    'name/unknown',
    (found) => [
      ...(found.data.imports ?? []).map(
        (path): Fix => ({
          title: importPath(path),
          edit: importLine(found.document, path),
          preferred: true,
        }),
      ),
      ...(found.data.nearest === undefined
        ? []
        : [instead(found, writtenName(found.data.nearest))]),
    ],
  ],
  ['syntax/character', quoted],
  ['syntax/unexpected', quoted],
  [
    'duration/no-unit',
    ({ range, data }) =>
      [...new Set([data.unit ?? 'ms', 'ms', 'us', 's', 'ns'])].map((unit) => ({
        title: write(`${data.text}${unit}`),
        edit: insertion(range.end, unit),
      })),
  ],
  [
    'duration/malformed',
    (found) =>
      /^\d+,\d/.test(found.written) ? [instead(found, found.written.replace(',', '.'))] : [],
  ],
  ['domain/no-machine', machines],
  ['scenario/no-machine', machines],
  [
    'scenario/which-vcpu',
    (found) =>
      (found.data.vcpus ?? []).map((vcpu) =>
        instead(found, `${found.written}.${writtenName(vcpu)}`),
      ),
  ],
  ['overheads/no-clock', ({ document, data }) => clock(document, data.machine)],
]);

const missing = {
  on: ({ vcpus = [] }) => vcpus.map((vcpu) => `on ${writtenName(vcpu)}`),
  // These values are only a start; the right ones are known to the author alone.
  priority: () => ['priority 1'],
  period: () => ['period 10ms'],
  wcet: () => ['wcet 1ms'],
} satisfies Record<NonNullable<FixData['missing']>, (data: FixData) => string[]>;

function missingAttributes(found: Found): Fix[] {
  const { data } = found;
  if (data.missing === undefined) return [];
  return missing[data.missing](data).map((text) => ({
    title: addText(text),
    edit: insertion(found.range.end, `  ${text}`),
  }));
}

/** Gives a machine of this file a clock, as its first attribute. */
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

/** An import after the last one, or else at the beginning. */
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
