import type { Theme } from '../look/theme.ts';
import { rasterize } from '../rows/raster.ts';
import { RowCache } from '../rows/row-cache.ts';
import { bottomOf, inPixels, type Strip } from '../rows/strip.ts';
import type { View } from '../view.ts';
import { type Box, baseline, fontSize, type Line, type Path, type Pen } from './pen.ts';

/** The memory that a canvas keeps from picture to picture: rows of pixels and their buffer. */
export class Pixels {
  readonly cache = new RowCache();
  #image: ImageData | undefined;

  /** The buffer, with at least `height` lines. */
  image(width: number, height: number): ImageData {
    if (this.#image?.width !== width || this.#image.height < height)
      this.#image = new ImageData(width, height);
    return this.#image;
  }
}

/**
 * Draws on a canvas with `ratio` pixels for each CSS pixel. All slices form one raster, computed
 * row by row and put on the canvas at once; the few other shapes are drawn over it.
 */
export class CanvasPen implements Pen {
  readonly #context: CanvasRenderingContext2D;
  readonly #ratio: number;
  readonly #pixels: Pixels;
  readonly #font: string;
  #lettered = false;
  #left = 0;
  #top = 0;

  constructor(
    context: CanvasRenderingContext2D,
    ratio: number,
    font: string,
    pixels: Pixels = new Pixels(),
  ) {
    this.#context = context;
    this.#ratio = ratio;
    this.#pixels = pixels;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineJoin = 'round';
    this.#font = `${fontSize}px ${font}`;
  }

  slices(strips: readonly Strip[], view: View, height: number, theme: Theme): void {
    const ratio = this.#ratio;
    const width = Math.round(view.width * ratio);
    const tall = Math.round(height * ratio);
    if (width <= 0 || tall <= 0) return;
    const fine = inPixels(strips, ratio);
    const used = Math.min(bottomOf(fine), tall);
    this.#context.fillStyle = theme.background;
    this.#context.fillRect(0, used / ratio, view.width, (tall - used) / ratio);
    if (used <= 0) return;
    const image = this.#pixels.image(width, used);
    const pixels = new Uint32Array(image.data.buffer, 0, width * used);
    const { start, scale } = view;
    const near: View = { start, scale: scale / ratio, width };
    rasterize(fine, near, theme.palette, this.#pixels.cache, pixels, used);
    const [left, top] = [Math.round(this.#left * ratio), Math.round(this.#top * ratio)];
    this.#context.putImageData(image, left, top, 0, 0, width, used);
  }

  rectangle({ x, y, width, height }: Box, color: string, opacity = 1): void {
    this.#context.globalAlpha = opacity;
    this.#context.fillStyle = color;
    this.#context.fillRect(x, y, width, height);
    this.#context.globalAlpha = 1;
  }

  frame({ x, y, width, height }: Box, line: Line): void {
    this.#use(line);
    this.#context.strokeRect(x, y, width, height);
  }

  fill(color: string, draw: (path: Path) => void): void {
    this.#context.beginPath();
    draw(this.#context);
    this.#context.fillStyle = color;
    this.#context.fill();
  }

  stroke(line: Line, draw: (path: Path) => void): void {
    this.#context.beginPath();
    draw(this.#context);
    this.#use(line);
    this.#context.stroke();
  }

  text(x: number, y: number, text: string, color: string): void {
    this.#letter();
    this.#context.fillStyle = color;
    this.#context.fillText(text, x, y + baseline);
  }

  textWidth(text: string): number {
    this.#letter();
    return this.#context.measureText(text).width;
  }

  inside({ x, y, width, height }: Box, draw: () => void): void {
    const context = this.#context;
    this.#letter();
    context.save();
    context.translate(x, y);
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
    const corner = [this.#left, this.#top] as const;
    this.#left += x;
    this.#top += y;
    draw();
    [this.#left, this.#top] = corner;
    context.restore();
  }

  /** Sets the font, which takes long, where something is written. */
  #letter(): void {
    if (this.#lettered) return;
    this.#lettered = true;
    this.#context.font = this.#font;
    this.#context.textBaseline = 'alphabetic';
  }

  #use({ color, width, dash }: Line): void {
    this.#context.strokeStyle = color;
    this.#context.lineWidth = width;
    this.#context.setLineDash(dash === undefined ? solid : [...dash]);
  }
}

const solid: number[] = [];
