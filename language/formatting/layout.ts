import type { AstNode } from 'langium';
import { isCoreList, isPool } from '../generated/ast.ts';
import type { Line, Piece } from './lines.ts';

/** The width of one level of indentation, and whether tabs make it. */
export interface Indentation {
  readonly size: number;
  readonly tabs: boolean;
}

/** Members whose lines form the rows of a table. */
const rows: ReadonlySet<string> = new Set([
  'Task',
  'Vcpu',
  'Step',
  'WindowLine',
  'SwitchLine',
  'Pool',
]);

/** The blanks before a piece: the indentation on a new line, or the gap to the piece before. */
export type Layout = ReadonlyMap<Piece, string>;

/** A line as columns. Each column is a run of pieces that stay together. */
interface Row {
  readonly line: Line;
  /** Neighboring rows with the same key form one table. */
  readonly table: AstNode | undefined;
  readonly kind: string;
  readonly columns: readonly (readonly Piece[])[];
  readonly comment: Piece | undefined;
}

export function layOut(lines: readonly Line[], indentation: Indentation): Layout {
  const layout = new Map<Piece, string>();
  indent(lines, indentation, layout);
  const all = lines.map(rowOf);
  for (const row of all) for (const column of row.columns) spaceWithin(column, layout);
  for (const table of tablesOf(all)) alignColumns(table, layout);
  alignComments(all, layout);
  return layout;
}

function indent(
  lines: readonly Line[],
  { size, tabs }: Indentation,
  layout: Map<Piece, string>,
): void {
  const level = tabs ? '\t' : ' '.repeat(size);
  let depth = 0;
  for (const { pieces } of lines) {
    const [first] = pieces;
    if (first === undefined) continue;
    const closes = textOf(first) === '}' ? 1 : 0;
    layout.set(first, level.repeat(Math.max(0, depth - closes + (continues(first) ? 1 : 0))));
    for (const piece of pieces) {
      if (piece.comment !== undefined) continue;
      if (textOf(piece) === '{') depth++;
      if (textOf(piece) === '}') depth--;
    }
  }
}

/** Whether a line continues the member of the line before. */
function continues({ leaf, comment, opens, within }: Piece): boolean {
  if (comment !== undefined || leaf.text === '{' || leaf.text === '}') return false;
  if (opens !== undefined) return !isOwnLine(opens);
  // An attribute of a block stands at the block's own indentation; an attribute of a member
  // continues the member.
  return within === undefined || !blocks.has(within.$type);
}

const blocks: ReadonlySet<string> = new Set(['Machine', 'Pool', 'Plan', 'Domain', 'Scenario']);

function isOwnLine(node: AstNode): boolean {
  const container = node.$container?.$type ?? '';
  return (
    container === 'File' ||
    container === 'Overheads' ||
    container === 'OverheadsUse' ||
    container === 'Taskset' ||
    blocks.has(container)
  );
}

function rowOf(line: Line): Row {
  const last = line.pieces.at(-1);
  const comment = last?.comment === 'line' && line.pieces.length > 1 ? last : undefined;
  const pieces = comment === undefined ? line.pieces : line.pieces.slice(0, -1);
  const [first] = pieces;
  const opened = first?.opens;
  const isRow = opened !== undefined && rows.has(opened.$type);
  const base =
    opened !== undefined && (isRow || opened.$container?.$type === 'File') ? opened : undefined;
  const columns: Piece[][] = [];
  for (const piece of pieces) {
    const previous = columns.at(-1)?.at(-1);
    const begins =
      previous === undefined ||
      (isRow && opensPool(piece)) ||
      (textOf(previous) !== '{' &&
        piece.within !== undefined &&
        (piece.within === base || piece.within === first?.within || isPool(piece.within)));
    if (begins) columns.push([piece]);
    else columns.at(-1)?.push(piece);
  }
  return {
    line,
    table: isRow ? opened.$container : undefined,
    kind: isRow ? opened.$type : '',
    columns,
    comment,
  };
}

/**
 * Whether a piece is the brace behind a pool's name, by which pools of one line each are aligned.
 */
function opensPool({ leaf }: Piece): boolean {
  return leaf.text === '{' && isPool(leaf.astNode);
}

function spaceWithin(column: readonly Piece[], layout: Map<Piece, string>): void {
  let previous: Piece | undefined;
  for (const piece of column) {
    if (previous !== undefined) layout.set(piece, isTight(previous, piece) ? '' : ' ');
    previous = piece;
  }
}

function isTight(previous: Piece, piece: Piece): boolean {
  if (previous.comment !== undefined || piece.comment !== undefined) return false;
  const before = textOf(previous);
  const text = textOf(piece);
  return text === ',' || text === '%' || isDot(text) || isDot(before) || endsRange(before, piece);
}

/** Whether a piece is the end of a range of cores, as `-6` in `4-6`. */
function endsRange(before: string, { leaf }: Piece): boolean {
  return isCoreList(leaf.astNode) && leaf.text.startsWith('-') && /\d$/.test(before);
}

function isDot(text: string): boolean {
  return text === '.' || text === '..';
}

/** The runs of rows of one kind in one block, with only comments between them. */
function tablesOf(all: readonly Row[]): Row[][] {
  const tables: Row[][] = [];
  let current: Row[] = [];
  for (const row of all) {
    const before = current[0];
    if (isCommentOnly(row) && !row.line.gapBefore) continue;
    if (
      before !== undefined &&
      !row.line.gapBefore &&
      row.table !== undefined &&
      row.table === before.table &&
      row.kind === before.kind
    ) {
      current.push(row);
    } else {
      current = [row];
      tables.push(current);
    }
  }
  return tables;
}

function isCommentOnly({ line }: Row): boolean {
  return line.pieces.every(({ comment }) => comment !== undefined);
}

const columnGap = 2;

function alignColumns(table: readonly Row[], layout: Map<Piece, string>): void {
  const widths: number[] = [];
  for (const { columns } of table) {
    // The last column of a row needs no padding.
    columns.slice(0, -1).forEach((column, index) => {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(column, layout));
    });
  }
  for (const { columns } of table) {
    columns.forEach((column, index) => {
      const next = columns[index + 1]?.[0];
      const room = table.length > 1 ? (widths[index] ?? 0) : widthOf(column, layout);
      if (next !== undefined) {
        const gap = textOf(next) === '{' ? 1 : columnGap;
        layout.set(next, ' '.repeat(room - widthOf(column, layout) + gap));
      }
    });
  }
}

/** Aligns the comments behind neighboring lines. */
function alignComments(all: readonly Row[], layout: Map<Piece, string>): void {
  let run: Row[] = [];
  const finish = (): void => {
    const width = Math.max(...run.map((row) => rowWidth(row, layout)));
    for (const row of run) {
      if (row.comment !== undefined)
        layout.set(row.comment, ' '.repeat(width - rowWidth(row, layout) + columnGap));
    }
    run = [];
  };
  for (const row of all) {
    if (run.length > 0 && (row.comment === undefined || row.line.gapBefore)) finish();
    if (row.comment !== undefined) run.push(row);
  }
  if (run.length > 0) finish();
}

function rowWidth({ columns }: Row, layout: Map<Piece, string>): number {
  return columns
    .flat()
    .reduce((width, piece) => width + (layout.get(piece)?.length ?? 0) + textOf(piece).length, 0);
}

/** The width of a column, without the blanks before it. */
function widthOf(column: readonly Piece[], layout: Map<Piece, string>): number {
  return column.reduce(
    (width, piece, index) =>
      width + textOf(piece).length + (index === 0 ? 0 : (layout.get(piece)?.length ?? 0)),
    0,
  );
}

function textOf({ leaf }: Piece): string {
  return leaf.text;
}
