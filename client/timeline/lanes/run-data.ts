import { bandOf } from '../drawing/band.ts';
import type { PictureRow } from '../drawing/picture.ts';
import type { Band } from '../drawing/pixel-row.ts';
import { lowerBound } from '../drawing/slices.ts';
import type { Theme } from '../drawing/theme.ts';
import { budgetCurve } from './budget-curve.ts';
import { type Lane, lanesOf } from './lane.ts';
import { type LaneContent, laneContent, markersOf } from './lane-content.ts';
import { RowIndex } from './row-index.ts';
import { type RunColumns, taskOwner } from './run-columns.ts';
import { sliceLabel } from './slice-text.ts';

/** A deadline that was missed. */
export interface Miss {
  readonly time: number;
  readonly task: number;
  /** The event's row. */
  readonly row: number;
}

/** A run with all that is made of it for drawing, each part when it is first needed. */
export class RunData {
  readonly run: RunColumns;
  readonly lanes: readonly Lane[];
  /** In order of time. */
  readonly misses: readonly Miss[];
  readonly #index: RowIndex;
  readonly #contents = new Map<string, LaneContent>();
  #bands = new Map<string, Bands>();
  #theme: Theme | undefined;

  constructor(run: RunColumns) {
    this.run = run;
    this.lanes = lanesOf(run.names);
    this.#index = new RowIndex(run);
    this.misses = run.names.tasks
      .flatMap((_, task): Miss[] => {
        const { times, rowOf } = markersOf(run, taskOwner(run.names, task), 'miss');
        return Array.from(times, (time, at) => ({ time, task, row: rowOf(at) }));
      })
      .sort((a, b) => a.time - b.time);
  }

  content(lane: Lane): LaneContent {
    const known = this.#contents.get(lane.key);
    if (known !== undefined) return known;
    const content = laneContent(this.run, this.#index, lane);
    this.#contents.set(lane.key, content);
    return content;
  }

  bands(lane: Lane, theme: Theme): Bands {
    if (this.#theme !== theme) this.#bands = new Map();
    this.#theme = theme;
    const known = this.#bands.get(lane.key);
    if (known !== undefined) return known;
    const { main, low } = this.content(lane);
    const bands = {
      main: main === null ? null : bandOf(main, theme.palette),
      low: low === null ? null : bandOf(low, theme.palette),
    };
    this.#bands.set(lane.key, bands);
    return bands;
  }

  /** A lane as it is drawn at `top`. Misses of what is hidden below a collapsed lane show in it. */
  pictureRow(
    lane: Lane,
    theme: Theme,
    top: number,
    height: number,
    collapsed: boolean,
    selected: boolean,
  ): PictureRow {
    const content = this.content(lane);
    const budget = lane.kind === 'vcpu' ? this.run.names.vcpus[lane.index]?.budget : null;
    return {
      top,
      height,
      ...this.bands(lane, theme),
      markers: collapsed ? [...content.markers, this.#missesBelow(lane)] : content.markers,
      budget: typeof budget === 'number' ? (view) => budgetCurve(this.run, content, budget, view) : null,
      label: (index) => sliceLabel(this.run, lane, content.main?.rowOf(index) ?? -1),
      selected,
    };
  }

  /** The first miss after `time`, or the last before it; `undefined` where there is none. */
  missAfter(time: number): Miss | undefined {
    return this.misses[this.#missIndex(time, (other) => other > time)];
  }

  missBefore(time: number): Miss | undefined {
    return this.misses[this.#missIndex(time, (other) => other >= time) - 1];
  }

  laneOfTask(task: number): Lane | undefined {
    return this.lanes.find(({ kind, index }) => kind === 'task' && index === task);
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
    const tasks = new Set<number>();
    for (const each of this.lanes) {
      if (each.parent === null || !keys.has(each.parent)) continue;
      keys.add(each.key);
      if (each.kind === 'task') tasks.add(each.index);
    }
    const misses = this.misses.filter(({ task }) => tasks.has(task));
    const markers = {
      kind: 'miss' as const,
      times: Float64Array.from(misses, ({ time }) => time),
      rowOf: (index: number) => misses[index]?.row ?? -1,
    };
    this.#below.set(lane.key, markers);
    return markers;
  }
}

export interface Bands {
  readonly main: Band | null;
  readonly low: Band | null;
}
