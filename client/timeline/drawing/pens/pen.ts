import type { Theme } from '../look/theme.ts';
import type { Strip } from '../rows/strip.ts';
import type { View } from '../view.ts';

/** A path under construction; a canvas' context is one. */
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
  /** The lengths of dashes and gaps; solid without them. */
  readonly dash?: readonly number[];
}

/**
 * The drawing operations of the timeline. The same calls draw on a canvas and into an SVG, so an
 * exported picture equals the one on the screen. All lengths are CSS pixels.
 */
export interface Pen {
  /**
   * Draws the slices of lanes with the background between them, and nothing below `height`. The
   * caller draws them before everything that lies over them.
   */
  slices(strips: readonly Strip[], view: View, height: number, theme: Theme): void;
  rectangle(box: Box, color: string, opacity?: number): void;
  /** Draws the edge of a box. Half of the line lies outside the box. */
  frame(box: Box, line: Line): void;
  fill(color: string, draw: (path: Path) => void): void;
  stroke(line: Line, draw: (path: Path) => void): void;
  /** Draws a text that starts at `x`; `y` is the middle of its letters. */
  text(x: number, y: number, text: string, color: string): void;
  /** The width of a text. */
  textWidth(text: string): number;
  /** Draws in a part of the picture, whose corner is the origin and whose edges clip. */
  inside(box: Box, draw: () => void): void;
}

/** The font size of every text in the picture. */
export const fontSize = 11;

/** The distance from the middle of capital letters down to their baseline. */
export const baseline = 4;
