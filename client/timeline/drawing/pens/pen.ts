import type { Theme } from '../look/theme.ts';
import type { Strip } from '../rows/strip.ts';
import type { View } from '../view.ts';

/** A path while it is being drawn; a canvas' context is one. */
export type Path = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'closePath' | 'arc'>;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly color: string;
  readonly width: number;
  /** Lengths of dashes and gaps; solid without. */
  readonly dash?: readonly number[];
}

/**
 * Everything that the timeline is drawn with. A canvas and an SVG are drawn by the same calls, so
 * that an exported picture is the one on the screen. All lengths are CSS pixels.
 */
export interface Pen {
  /**
   * The slices of lanes, the background between them, and nothing below `height`. Comes before what
   * is drawn over them.
   */
  slices(strips: readonly Strip[], view: View, height: number, theme: Theme): void;
  rectangle(box: Box, color: string, opacity?: number): void;
  /** The edge of a box; the line lies half outside it. */
  frame(box: Box, line: Line): void;
  fill(color: string, draw: (path: Path) => void): void;
  stroke(line: Line, draw: (path: Path) => void): void;
  /** Starts at `x`; `y` is the middle of the letters. */
  text(x: number, y: number, text: string, color: string): void;
  /** How wide a text becomes. */
  textWidth(text: string): number;
  /** Draws in a part of the picture: its corner is the origin, beyond its edges nothing shows. */
  inside(box: Box, draw: () => void): void;
}

/** The size of every text in the picture. */
export const fontSize = 11;

/** From the middle of capital letters down to the line that they stand on. */
export const baseline = 4;
