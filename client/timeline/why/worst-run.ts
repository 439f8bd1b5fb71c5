import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import { Picture } from '../drawing/picture.ts';
import type { Theme } from '../drawing/theme.ts';
import { markersOf } from '../lanes/lane-content.ts';
import { rowHeights } from '../lanes/layout.ts';
import { taskOwner } from '../lanes/run-columns.ts';
import type { RunData } from '../lanes/run-data.ts';
import { prepared } from '../page/stage.ts';

/** The run with the least supply of a VCPU and its tasks, from the instant at which its window begins. */
export class WorstRun {
  readonly #picture = new Picture();

  draw(
    canvas: HTMLCanvasElement,
    width: number,
    data: RunData,
    name: VcpuName,
    end: number,
    theme: Theme,
  ): void {
    canvas.style.width = `${width}px`;
    const lanes = lanesFor(data, name);
    canvas.style.height = `${lanes.reduce((sum, lane) => sum + rowHeights[lane.kind], 0)}px`;
    const ready = prepared(canvas);
    if (ready === null) return;
    const { context, ratio, height } = ready;
    let top = 0;
    const rows = lanes.map((lane) => {
      const tall = rowHeights[lane.kind];
      const row = data.pictureRow(lane, theme, top, tall, false, false);
      top += tall;
      return row;
    });
    const scale = end / Math.max(width, 1);
    const start = Math.round(windowStart(data, lanes) / scale) * scale;
    this.#picture.draw(context, rows, { start, scale, width }, height, ratio, theme, start);
  }
}

function lanesFor(data: RunData, { domain, vcpu }: VcpuName) {
  const own = data.lanes.find(
    ({ element }) => element.kind === 'vcpu' && element.domain === domain && element.vcpu === vcpu,
  );
  const tasks = data.lanes.filter(
    ({ kind, element, parent }) =>
      kind === 'task' &&
      element.kind === 'task' &&
      element.domain === domain &&
      (parent === own?.key || data.run.names.tasks.some((task) => task.domain === domain && task.vcpu < 0)),
  );
  return own === undefined ? [] : [own, ...tasks];
}

/** All tasks are released when the gap begins: the first release. */
function windowStart({ run }: RunData, lanes: RunData['lanes']): number {
  const firsts = lanes
    .filter(({ kind }) => kind === 'task')
    .map(
      ({ index }) =>
        markersOf(run, taskOwner(run.names, index), 'release').times[0] ?? Number.POSITIVE_INFINITY,
    );
  const first = Math.min(...firsts);
  return Number.isFinite(first) ? first : 0;
}

/** How long the run has to be to show the window: the time before it, and a little after. */
export function worstHorizon(end: number, period: number): number {
  return Math.ceil(end + 4 * period);
}
