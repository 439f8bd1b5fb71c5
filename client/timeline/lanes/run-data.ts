import type { InterfaceFrom } from '../../../scheduling/simulation/trace.ts';
import { beginningOf } from '../columns/beginning.ts';
import { type PlanShown, type RunColumns, taskOwner, vcpuOwner } from '../columns/run-columns.ts';
import type { Theme } from '../drawing/look/theme.ts';
import type { PictureRow } from '../drawing/picture-row.ts';
import { lowerBound } from '../drawing/rows/slices.ts';
import { budgetCurve } from './budget-curve.ts';
import { comparedLanes } from './compared-lanes.ts';
import { type Lane, type LaneKind, lanesOf, sameLanes } from './lane.ts';
import { type LaneContent, markersOf } from './lane-content.ts';
import { type Bands, LaneContents } from './lane-contents.ts';
import { sliceLabel } from './slice-text.ts';

/** A missed deadline, of a task's job or of a VCPU's budget. */
export interface Miss {
  readonly time: number;
  /** The lane that misses, as its `kind` and `index`. */
  readonly of: Extract<LaneKind, 'task' | 'vcpu'>;
  readonly index: number;
  /** The row of the event. */
  readonly row: number;
}

/** A run with the data for drawing it, each part made on first use. */
export class RunData {
  readonly run: RunColumns;
  readonly lanes: readonly Lane[];
  /** The missed deadlines, in order of time. */
  readonly misses: readonly Miss[];
  readonly #all: LaneContents;
  /** The contents of all lanes drawn so far. */
  #drawn: LaneContents | undefined;

  /** Lanes that are as they were `before` are the same array. */
  constructor(run: RunColumns, before: readonly Lane[] = []) {
    this.run = run;
    const lanes =
      run.first === undefined ? lanesOf(run.names) : comparedLanes(run.names, run.first);
    this.lanes = sameLanes(lanes, before) ? before : lanes;
    this.#all = new LaneContents(run);
    const { vcpus, tasks } = run.names;
    const missesOf = (of: Miss['of'], index: number, owner: number): Miss[] => {
      const { times, rowOf } = markersOf(run, owner, 'miss');
      return Array.from(times, (time, at) => ({ time, of, index, row: rowOf(at) }));
    };
    this.misses = [
      ...tasks.flatMap((_, task) => missesOf('task', task, taskOwner(run.names, task))),
      ...vcpus.flatMap((_, vcpu) => missesOf('vcpu', vcpu, vcpuOwner(vcpu))),
    ].sort((a, b) => a.time - b.time);
  }

  content(lane: Lane): LaneContent {
    return this.#all.of(lane);
  }

  bands(lane: Lane, theme: Theme): Bands {
    return this.#all.bands(lane, theme);
  }

  /**
   * The picture of a lane at `top`, of which nothing after `until` is visible. A collapsed lane
   * also shows the misses of its hidden lanes.
   */
  pictureRow(
    lane: Lane,
    theme: Theme,
    top: number,
    height: number,
    collapsed: boolean,
    selected: boolean,
    until = Number.POSITIVE_INFINITY,
  ): PictureRow {
    const contents = this.#upTo(until);
    const { run } = contents;
    const content = contents.of(lane);
    const budget = lane.kind === 'vcpu' ? this.run.names.vcpus[lane.index]?.budget : null;
    const given = this.interfacesOf(lane);
    const budgetAt = (time: number): number =>
      given.findLast(({ from }) => from <= time)?.budget ?? budget ?? 0;
    return {
      top,
      height,
      ...contents.bands(lane, theme),
      markers: collapsed ? [...content.markers, this.#missesBelow(lane)] : content.markers,
      budget:
        typeof budget === 'number' ? (view) => budgetCurve(run, content, budgetAt, view) : null,
      label: (index) => sliceLabel(run, lane, content.main?.rowOf(index) ?? -1),
      plans: this.plansOf(lane),
      shares: given.map(({ from, budget, period }) => ({
        ...{ time: from, share: budget / period },
      })),
      selected,
    };
  }

  /** The interfaces in the lane of a VCPU that has had several, in order of time. */
  interfacesOf({ kind, index }: Lane): readonly InterfaceFrom[] {
    return kind === 'vcpu' ? this.run.interfaces.filter(({ vcpu }) => vcpu === index) : [];
  }

  /** The plans in force in the lane of a machine or pool, in order of time. */
  plansOf({ kind, element }: Lane): readonly PlanShown[] {
    if (kind !== 'machine' && kind !== 'pool') return [];
    const { plans } = this.run;
    return element.kind === 'machine'
      ? plans.filter(({ machine }) => machine === element.machine)
      : [];
  }

  /**
   * A run is first seen from its beginning. Drawing that needs no preparation of what comes later.
   */
  #upTo(time: number): LaneContents {
    if (this.#drawn === undefined || this.#drawn.run.end < time) {
      const room = 2 * time;
      this.#drawn =
        room < this.run.end / 2 ? new LaneContents(beginningOf(this.run, room)) : this.#all;
    }
    return this.#drawn;
  }

  /** The first miss after `time`, or the last before it; undefined where there is none. */
  missAfter(time: number): Miss | undefined {
    return this.misses[this.#missIndex(time, (other) => other > time)];
  }

  missBefore(time: number): Miss | undefined {
    return this.misses[this.#missIndex(time, (other) => other >= time) - 1];
  }

  laneOf({ of, index }: Miss): Lane | undefined {
    return this.lanes.find((lane) => lane.kind === of && lane.index === index);
  }

  #missIndex(_: number, holds: (time: number) => boolean): number {
    const times = this.misses.map(({ time }) => time);
    return lowerBound(times, 0, times.length, holds);
  }

  readonly #below = new Map<string, LaneContent['markers'][number]>();

  #missesBelow(lane: Lane): LaneContent['markers'][number] {
    const known = this.#below.get(lane.key);
    if (known !== undefined) return known;
    const keys = new Set([lane.key]);
    const below: Lane[] = [];
    for (const each of this.lanes) {
      if (each.parent === null || !keys.has(each.parent)) continue;
      keys.add(each.key);
      below.push(each);
    }
    const misses = this.misses.filter(({ of, index }) =>
      below.some((each) => each.kind === of && each.index === index),
    );
    const markers = {
      kind: 'miss' as const,
      times: Float64Array.from(misses, ({ time }) => time),
      rowOf: (index: number) => misses[index]?.row ?? -1,
    };
    this.#below.set(lane.key, markers);
    return markers;
  }
}
