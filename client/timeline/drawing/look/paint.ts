/**
 * The paint of a slice: an index into a {@link Palette}. Eight hues tell domains or tasks apart.
 */
export const paint = {
  switch: 0,
  taskSwitch: 1,
  admission: 2,
  kernel: 3,
  spin: 4,
  waiting: 5,
  starved: 6,
  run: 8,
} as const;

export const runHues = 8;
export const paintCount = paint.run + runHues;

/** The hue of the `index`-th domain or task. */
export function runPaint(index: number): number {
  return paint.run + (index % runHues);
}

/** Opaque colors, 0 … 255 a channel; `red[p]` is the red of paint `p`. */
export interface Palette {
  readonly red: Float64Array;
  readonly green: Float64Array;
  readonly blue: Float64Array;
  readonly background: Rgb;
}

export type Rgb = readonly [red: number, green: number, blue: number];

export function palette(colors: readonly Rgb[], background: Rgb): Palette {
  const channel = (index: 0 | 1 | 2) =>
    Float64Array.from({ length: paintCount }, (_, at) => (colors[at] ?? background)[index]);
  return { red: channel(0), green: channel(1), blue: channel(2), background };
}
