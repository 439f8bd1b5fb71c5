import type { Theme } from '../../../../client/timeline/drawing/look/theme.ts';
import type { Box, Line, Path, Pen } from '../../../../client/timeline/drawing/pens/pen.ts';
import type { Strip } from '../../../../client/timeline/drawing/rows/strip.ts';
import type { View } from '../../../../client/timeline/drawing/view.ts';

/** A call of a pen with all its numbers. */
export type Asked = readonly [what: keyof Pen, ...rest: readonly unknown[]];

/** Records its calls and passes them to another pen. */
export class RecordingPen implements Pen {
  readonly asked: Asked[] = [];
  readonly #pen: Pen;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  slices(strips: readonly Strip[], view: View, height: number, theme: Theme): void {
    const slices = strips.map(({ band, top, height: tall }) => [top, tall, band.slices.count]);
    this.asked.push(['slices', slices, view, height]);
    this.#pen.slices(strips, view, height, theme);
  }

  rectangle(box: Box, color: string, opacity?: number): void {
    this.asked.push(['rectangle', box, color, opacity]);
    this.#pen.rectangle(box, color, opacity);
  }

  frame(box: Box, line: Line): void {
    this.asked.push(['frame', box, line]);
    this.#pen.frame(box, line);
  }

  fill(color: string, draw: (path: Path) => void): void {
    this.asked.push(['fill', color, pathOf(draw)]);
    this.#pen.fill(color, draw);
  }

  stroke(line: Line, draw: (path: Path) => void): void {
    this.asked.push(['stroke', line, pathOf(draw)]);
    this.#pen.stroke(line, draw);
  }

  text(x: number, y: number, text: string, color: string): void {
    this.asked.push(['text', x, y, text, color]);
    this.#pen.text(x, y, text, color);
  }

  textWidth(text: string): number {
    return this.#pen.textWidth(text);
  }

  inside(box: Box, draw: () => void): void {
    this.asked.push(['inside', box]);
    this.#pen.inside(box, draw);
  }
}

function pathOf(draw: (path: Path) => void): readonly (readonly [string, ...number[]])[] {
  const steps: (readonly [string, ...number[]])[] = [];
  draw({
    moveTo: (x, y) => steps.push(['moveTo', x, y]),
    lineTo: (x, y) => steps.push(['lineTo', x, y]),
    closePath: () => steps.push(['closePath']),
    arc: (x, y, radius) => steps.push(['arc', x, y, radius]),
  });
  return steps;
}
