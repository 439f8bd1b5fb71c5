import { segmentKinds } from '../../../scheduling/simulation/trace.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import type { BudgetPoint } from '../drawing/picture-row.ts';
import { firstEndingAfter, lowerBound } from '../drawing/rows/slices.ts';
import { type View, viewEnd } from '../drawing/view.ts';
import type { LaneContent } from './lane-content.ts';

/** More replenishments than this in view would blur. */
const most = 80;
const switchKind = segmentKinds.indexOf('switch');

/**
 * The remaining budget of a server over time, as a share of the full one then. It is full at a
 * replenishment, falls while the VCPU is on its core (switches are charged to nobody), and is zero
 * after exhaustion or surrender.
 */
export function budgetCurve(
  { segments }: RunColumns,
  { main, markers }: LaneContent,
  budgetAt: (time: number) => number,
  view: View,
): readonly BudgetPoint[] {
  const times = (kind: string) =>
    markers.find((each) => each.kind === kind)?.times ?? new Float64Array();
  const full = times('replenish');
  const gone = times('exhaust');
  const last = viewEnd(view);
  const from = Math.max(0, lowerBound(full, 0, full.length, (time) => time > view.start) - 1);
  const to = lowerBound(full, from, full.length, (time) => time > last);
  if (main === null || to - from > most || from >= full.length) return [];
  const points: BudgetPoint[] = [];
  let slice = firstEndingAfter(main, full[from] as number);
  let end = lowerBound(gone, 0, gone.length, (time) => time >= (full[from] as number));
  for (let at = from; at < to; at++) {
    const begin = full[at] as number;
    const until = Math.min(
      at + 1 < full.length ? (full[at + 1] as number) : Number.POSITIVE_INFINITY,
      last,
    );
    const budget = budgetAt(begin);
    if (budget <= 0) continue;
    let left = 1;
    let dropped = until;
    // An end at the instant of the replenishment belongs to the budget before.
    while (end < gone.length && (gone[end] as number) <= begin) end++;
    if (end < gone.length && (gone[end] as number) < until) dropped = gone[end] as number;
    points.push({ time: begin, share: 1 });
    for (; slice < main.count && (main.start[slice] as number) < until; slice++) {
      const start = Math.max(main.start[slice] as number, begin);
      const stop = Math.min(main.end[slice] as number, until);
      if (segments.kind[main.rowOf(slice)] !== switchKind && start < dropped) {
        points.push({ time: start, share: left });
        left = Math.max(0, left - (stop - start) / budget);
        points.push({ time: stop, share: left });
      }
      if ((main.end[slice] as number) > until) break;
    }
    if (dropped < until) points.push({ time: dropped, share: left }, { time: dropped, share: 0 });
    points.push({ time: until, share: dropped < until ? 0 : left });
  }
  return points;
}
