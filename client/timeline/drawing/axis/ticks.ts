import { type View, viewEnd } from '../view.ts';

/**
 * The distance of the axis' ticks: 1, 2 or 5 times a power of ten, in whole ns, and at least
 * `apart` pixels.
 */
export function tickStep({ scale }: View, apart: number): number {
  const least = Math.max(scale * apart, 1);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}

/** The ticks in view. */
export function ticks(view: View, step: number): number[] {
  const result: number[] = [];
  const last = viewEnd(view);
  for (let tick = Math.ceil(view.start / step); tick * step <= last; tick++)
    result.push(tick * step);
  return result;
}
