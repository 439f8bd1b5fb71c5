import { escapeMarkup } from '../../../../formats/escape-markup.ts';
import type { Theme } from '../look/theme.ts';
import { type Band, leastCoverage, paintRow } from '../rows/pixel-row.ts';
import { firstEndingAfter } from '../rows/slices.ts';
import { inPixels, type Strip } from '../rows/strip.ts';
import { pixelOf, type View, viewEnd } from '../view.ts';
import { type Box, baseline, type Line, type Path, type Pen } from './pen.ts';
import { rounded } from './rounded.ts';
import { SvgPath } from './svg-path.ts';

/** Draws into an SVG. Distinguishable slices become boxes, crowds of them become pixels. */
export class SvgPen implements Pen {
  readonly #parts: string[] = [];
  readonly #measure: (text: string) => number;

  /** `measure` gives the width of a text in the SVG's font. */
  constructor(measure: (text: string) => number) {
    this.#measure = measure;
  }

  /** The elements drawn so far. */
  get content(): string {
    return this.#parts.join('');
  }

  slices(strips: readonly Strip[], view: View, height: number, theme: Theme): void {
    this.rectangle({ x: 0, y: 0, width: view.width, height }, theme.background);
    for (const { band, top, height: tall } of inPixels(strips, 1)) {
      const { slices } = band;
      const from = firstEndingAfter(slices, view.start);
      const to = Math.min(firstEndingAfter(slices, viewEnd(view)) + 1, slices.count);
      if (to - from > view.width * crowd) this.#pixelRow(band, top, tall, view, theme);
      else this.#boxes(band, from, to, top, tall, view, theme);
    }
  }

  rectangle({ x, y, width, height }: Box, color: string, opacity = 1): void {
    this.#parts.push(
      `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}" fill="${color}"${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`,
    );
  }

  frame({ x, y, width, height }: Box, line: Line): void {
    this.#parts.push(
      `<rect x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}" fill="none"${strokeOf(line)}/>`,
    );
  }

  fill(color: string, draw: (path: Path) => void): void {
    this.#parts.push(`<path d="${pathOf(draw)}" fill="${color}"/>`);
  }

  stroke(line: Line, draw: (path: Path) => void): void {
    this.#parts.push(`<path d="${pathOf(draw)}" fill="none"${strokeOf(line)}/>`);
  }

  text(x: number, y: number, text: string, color: string): void {
    if (text === '') return;
    this.#parts.push(
      `<text x="${rounded(x)}" y="${rounded(y + baseline)}" fill="${color}">${escapeMarkup(text)}</text>`,
    );
  }

  textWidth(text: string): number {
    return this.#measure(text);
  }

  inside({ x, y, width, height }: Box, draw: () => void): void {
    this.#parts.push(
      `<svg x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}">`,
    );
    draw();
    this.#parts.push('</svg>');
  }

  /** Draws one box for each slice. */
  #boxes(
    { slices }: Band,
    from: number,
    to: number,
    top: number,
    tall: number,
    view: View,
    { paints, text }: Theme,
  ): void {
    for (let at = from; at < to; at++) {
      const left = Math.max(pixelOf(view, slices.start[at] as number), 0);
      const right = Math.min(pixelOf(view, slices.end[at] as number), view.width);
      if (right <= left) continue;
      const width = Math.max(right - left, leastCoverage);
      const color = paints[slices.paint[at] as number] ?? text;
      this.rectangle({ x: left, y: top, width, height: tall }, color);
    }
  }

  /** Draws one box for each run of equal pixels. */
  #pixelRow(band: Band, top: number, tall: number, view: View, { palette }: Theme): void {
    const width = Math.ceil(view.width);
    const pixels = new Uint32Array(width);
    const first = Math.round(view.start / view.scale);
    paintRow(band, palette, first, view.scale, pixels, 0, width);
    this.#parts.push('<g shape-rendering="crispEdges">');
    for (let x = 0, next = 0; x < width; x = next) {
      for (next = x + 1; next < width && pixels[next] === pixels[x]; ) next++;
      const pixel = pixels[x] as number;
      const color = `rgb(${pixel & 255}, ${(pixel >>> 8) & 255}, ${(pixel >>> 16) & 255})`;
      if (pixel !== 0) this.rectangle({ x, y: top, width: next - x, height: tall }, color);
    }
    this.#parts.push('</g>');
  }
}

/** Above this number of slices per pixel, nobody can tell them apart. */
const crowd = 1 / 4;

function strokeOf({ color, width, dash }: Line): string {
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
  return ` stroke="${color}" stroke-width="${width}"${dashes}`;
}

function pathOf(draw: (path: Path) => void): string {
  const path = new SvgPath();
  draw(path);
  return path.data;
}
