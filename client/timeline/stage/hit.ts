import { markerAt, markerOfAction, markerOfJob } from '../../../messages/page/legend.ts';
import {
  interfaceSince,
  laneAt,
  planSince,
  waitsForSupply,
  waitsForTask,
} from '../../../messages/page/segments.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { paint } from '../drawing/look/paint.ts';
import { lowerBound, sliceAt } from '../drawing/rows/slices.ts';
import { isOfAction } from '../drawing/shapes/markers.ts';
import { timeAt, type View } from '../drawing/view.ts';
import { fullName, type Row } from '../lanes/layout.ts';
import type { RunData } from '../lanes/run-data.ts';
import type { SliceChoice } from '../lanes/slice-choice.ts';
import { sliceText } from '../lanes/slice-text.ts';

/** The lane, the instant and the segment under the cursor. */
export interface Hit {
  readonly row: Row;
  readonly time: number;
  readonly slice: SliceChoice | null;
  /** The lines for people. */
  readonly lines: readonly string[];
}

const reach = 5;

export function hitAt(
  data: RunData,
  rows: readonly Row[],
  view: View,
  x: number,
  y: number,
  actions: (scenarioStep: number) => string,
): Hit | null {
  const row = rows.find(({ top, height }) => y >= top && y < top + height);
  if (row === undefined) return null;
  const time = timeAt(view, x);
  const { main, low, markers } = data.content(row.lane);
  const lines = [laneAt(fullName(row.lane), formatDuration(Math.round(time)))];
  const at = main === null ? -1 : sliceAt(main, time);
  let slice: SliceChoice | null = null;
  if (main !== null && at >= 0) {
    const segment = main.rowOf(at);
    slice = {
      lane: row.lane.key,
      start: main.start[at] as number,
      end: main.end[at] as number,
      row: segment,
    };
    lines.push(...sliceText(data.run, segment));
  } else if (low !== null) {
    const wait = sliceAt(low, time);
    if (wait >= 0) {
      const starved = low.paint[wait] === paint.starved;
      const length = (low.end[wait] as number) - (low.start[wait] as number);
      const waits = starved ? waitsForSupply : waitsForTask;
      lines.push(waits(formatDuration(length)));
    }
  }
  const inForce = data.plansOf(row.lane).findLast(({ from }) => from <= time);
  if (inForce !== undefined) lines.push(planSince(inForce.plan, formatDuration(inForce.from)));
  const given = data.interfacesOf(row.lane).findLast(({ from }) => from <= time);
  if (given !== undefined) {
    const [budget, period, from] = [given.budget, given.period, given.from].map(formatDuration);
    lines.push(interfaceSince(budget ?? '', period ?? '', from ?? ''));
  }
  for (const { kind, times, rowOf } of markers) {
    const near = lowerBound(times, 0, times.length, (other) => other >= time - reach * view.scale);
    if (near >= times.length || (times[near] as number) > time + reach * view.scale) continue;
    const job = data.run.events.job[rowOf(near)] ?? -1;
    const at = formatDuration(times[near] as number);
    if (isOfAction(kind)) lines.push(markerOfAction(kind, actions(job), at));
    else lines.push(job < 0 ? markerAt(kind, at) : markerOfJob(kind, job, at));
  }
  return { row, time, slice, lines };
}
