import { shown } from './output/shown.ts';
import type { Style } from './terminal.ts';

/** A piece of a line: its text and its look in color. */
export interface Cell {
  readonly text: string;
  readonly look?: Parameters<Style>[0];
  readonly align?: 'left' | 'right';
  /**
   * Whether it runs over the later columns without widening its own. It must be the last of its
   * row.
   */
  readonly spill?: boolean;
}

/**
 * Lines with their cells in columns as wide as the widest cell, two blanks apart. No line ends with
 * blanks.
 */
export function table(cells: readonly (readonly Cell[])[], style: Style): readonly string[] {
  const rows = cells.map((row) => row.map((cell) => ({ ...cell, text: shown(cell.text) })));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { text, spill }] of row.entries()) {
      if (spill === true) continue;
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(text));
    }
  }
  return rows.map((row) => {
    const last = row.findLastIndex(({ text }) => text !== '');
    return row
      .slice(0, last + 1)
      .map(({ text, look, align }, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(text)));
        const shown = look === undefined || text === '' ? text : style(look, text);
        if (align === 'right') return gap + shown;
        return column === last ? shown : shown + gap;
      })
      .join('  ');
  });
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;

/** The columns of a text on a terminal: East Asian wide characters take two. */
function displayWidth(text: string): number {
  return [...text].length + (text.match(wide)?.length ?? 0);
}
