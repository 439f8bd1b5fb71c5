import type { LangiumDocument } from 'langium';
import type { Formatter } from 'langium/lsp';
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver';
import type { File } from '../generated/ast.ts';
import { type Indentation, layOut } from './layout.ts';
import { type Line, linesOf } from './lines.ts';

/** The examples indent each level by two blanks. */
const usualIndentation: Indentation = { size: 2, tabs: false };

/**
 * The edits that format a file. They indent blocks, align the columns of tasks, VCPUs, steps,
 * windows and switches, and reduce several empty lines to one. Line breaks and comments stay as
 * written. Formatting twice equals formatting once. A file with syntax errors gets no edits.
 */
function formatEdits(
  document: LangiumDocument,
  indentation: Indentation = usualIndentation,
): TextEdit[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  if (lexerErrors.length > 0 || parserErrors.length > 0) return [];
  const lines = linesOf(document);
  const layout = layOut(lines, indentation);
  const edits: TextEdit[] = [];
  const text = document.textDocument.getText();
  let end = 0;
  const replace = (from: number, to: number, newText: string): void => {
    const old = text.slice(from, to);
    if (old === newText) return;
    // No edit touches text that stays, so cursors and marks in it stay too.
    const same = commonStart(old, newText);
    const start = document.textDocument.positionAt(from + same);
    edits.push({
      range: { start, end: document.textDocument.positionAt(to) },
      newText: newText.slice(same),
    });
  };
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  lines.forEach((line, index) => {
    line.pieces.forEach((piece, place) => {
      const before = place === 0 ? breaksBefore(line, index, eol) : '';
      replace(end, piece.leaf.offset, before + (layout.get(piece) ?? ' '));
      end = piece.leaf.end;
    });
  });
  if (lines.length > 0) replace(end, text.length, eol);
  return edits;
}

function breaksBefore({ gapBefore }: Line, index: number, eol: string): string {
  if (index === 0) return '';
  return gapBefore ? eol + eol : eol;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The formatted text of a file. */
export function formatText(
  document: LangiumDocument,
  indentation: Indentation = usualIndentation,
): string {
  const { textDocument } = document;
  const text = textDocument.getText();
  const parts: string[] = [];
  let end = 0;
  for (const { range, newText } of formatEdits(document, indentation)) {
    parts.push(text.slice(end, textDocument.offsetAt(range.start)), newText);
    end = textDocument.offsetAt(range.end);
  }
  return parts.join('') + text.slice(end);
}

/** Formats whole files and parts of them for editors. */
export const formatter: Formatter = {
  formatOnTypeOptions: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },

  formatDocument(document: LangiumDocument, { options }: DocumentFormattingParams): TextEdit[] {
    return formatEdits(document, indentationOf(options));
  },

  formatDocumentRange(
    document: LangiumDocument,
    { options, range }: DocumentRangeFormattingParams,
  ): TextEdit[] {
    return formatEdits(document, indentationOf(options)).filter(
      ({ range: { end } }) => end.line >= range.start.line && end.line <= range.end.line,
    );
  },

  /**
   * A closing brace formats its block; a new line formats those above it in the block, and leaves
   * the line of the cursor as it is.
   */
  formatDocumentOnType(
    document: LangiumDocument,
    { ch, options, position }: DocumentOnTypeFormattingParams,
  ): TextEdit[] {
    const last = ch === '}' ? position.line : position.line - 1;
    const first = firstLineOfBlock(document as LangiumDocument<File>, last);
    return formatEdits(document, indentationOf(options)).filter(
      ({ range: { start, end } }) => start.line >= first && end.line <= last,
    );
  },
};

/** The first line of the declaration that a line belongs to; that line itself outside of all. */
function firstLineOfBlock({ parseResult }: LangiumDocument<File>, line: number): number {
  const ranges = parseResult.value.members.flatMap(({ $cstNode }) => $cstNode?.range ?? []);
  const block = ranges.find(({ start, end }) => start.line <= line && line <= end.line);
  return block?.start.line ?? line;
}

function indentationOf({ tabSize, insertSpaces }: FormattingOptions): Indentation {
  return { size: tabSize, tabs: !insertSpaces };
}
