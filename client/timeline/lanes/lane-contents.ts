import { RowIndex } from '../columns/row-index.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { bandOf } from '../drawing/rows/band.ts';
import type { Band } from '../drawing/rows/pixel-row.ts';
import type { Lane } from './lane.ts';
import { type LaneContent, laneContent } from './lane-content.ts';

export interface Bands {
  readonly main: Band | null;
  readonly low: Band | null;
}

/** The contents of a run's lanes, each made on first use. */
export class LaneContents {
  readonly run: RunColumns;
  readonly #index: RowIndex;
  readonly #contents = new Map<string, LaneContent>();
  #bands = new Map<string, Bands>();
  #theme: Theme | undefined;

  constructor(run: RunColumns) {
    this.run = run;
    this.#index = new RowIndex(run);
  }

  of(lane: Lane): LaneContent {
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
    const { main, low } = this.of(lane);
    const bands = {
      main: main === null ? null : bandOf(main, theme.palette),
      low: low === null ? null : bandOf(low, theme.palette),
    };
    this.#bands.set(lane.key, bands);
    return bands;
  }
}
