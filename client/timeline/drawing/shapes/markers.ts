import { lowerBound } from '../rows/slices.ts';
import { pixelOf, type View, viewEnd } from '../view.ts';

/** The events of one kind in order of time; `rowOf(i)` is the row of event `i`. */
export interface Markers {
  readonly kind: MarkerKind;
  readonly times: Float64Array;
  rowOf(index: number): number;
}

/** The kinds of the events of VCPUs. */
export const vcpuMarkers = ['replenish', 'exhaust', 'migrate'] as const;

/** The kinds of what becomes of a scenario's actions. */
export const actionMarkers = ['admit', 'refuse', 'in-force'] as const;

export type MarkerKind =
  | 'release'
  | 'deadline'
  | 'complete'
  | 'miss'
  | (typeof vcpuMarkers)[number]
  | (typeof actionMarkers)[number];

const ofActions: ReadonlySet<string> = new Set(actionMarkers);

export function isOfAction(kind: string): boolean {
  return ofActions.has(kind);
}

/**
 * Visits the pixels of the events in view, at most one every `apart` pixels. `times` is sorted.
 * Calls `draw` with the pixel and the index of an event that stands for it.
 */
export function eachMarker(
  times: Float64Array,
  view: View,
  apart: number,
  draw: (x: number, index: number) => void,
): void {
  const last = viewEnd(view);
  let at = lowerBound(times, 0, times.length, (time) => time >= view.start);
  while (at < times.length) {
    const time = times[at] as number;
    if (time > last) return;
    const x = Math.round(pixelOf(view, time));
    draw(x, at);
    const next = view.start + (x + apart) * view.scale;
    at = lowerBound(times, at + 1, times.length, (other) => other >= next);
  }
}

/** The number of events in view, found without a walk over them. */
function countInView(times: Float64Array, view: View): number {
  const from = lowerBound(times, 0, times.length, (time) => time >= view.start);
  return lowerBound(times, from, times.length, (time) => time > viewEnd(view)) - from;
}

/** The room of a marker that hides no other, in pixels. */
const room = 6;

/** Whether the events in view are few enough to be told apart. */
export function haveRoom(times: Float64Array, view: View): boolean {
  return countInView(times, view) <= view.width / room;
}
