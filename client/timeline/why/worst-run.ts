import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import { taskOwner } from '../columns/run-columns.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { CanvasPen, Pixels } from '../drawing/pens/canvas-pen.ts';
import { prepared } from '../drawing/pens/prepared-canvas.ts';
import { drawPicture } from '../drawing/picture.ts';
import type { Lane } from '../lanes/lane.ts';
import { markersOf } from '../lanes/lane-content.ts';
import { rowHeights } from '../lanes/layout.ts';
import type { RunData } from '../lanes/run-data.ts';
import { marginLeft } from './curves-view.ts';

/** The part of a run that is drawn, in ns of the run. */
export interface Span {
  /** `null` is the start of the gap. */
  readonly start: number | null;
  readonly length: number;
  /** The instant from which the axis above counts; `null` is the start. */
  readonly zero: number | null;
  /** Says that the other VCPUs of the run are drawn, too. */
  readonly others?: true;
}

/** Draws the run of a VCPU that *Why* is about, with its tasks, from the start of its window. */
export class WorstRun {
  readonly #pixels = new Pixels();

  /** `box` holds a list for the names and a canvas, which stands below the curves' axis of time. */
  draw(
    box: HTMLElement,
    width: number,
    data: RunData,
    name: VcpuName,
    span: Span,
    theme: Theme,
  ): void {
    const lanes = [...lanesFor(data, name), ...(span.others === true ? othersIn(data, name) : [])];
    const names = box.querySelector('ol');
    const canvas = box.querySelector('canvas');
    if (names === null || canvas === null) return;
    names.style.width = `${marginLeft}px`;
    names.replaceChildren(...lanes.map(nameItem));
    canvas.style.width = `${width}px`;
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
    const scale = span.length / Math.max(width, 1);
    const start = Math.round((span.start ?? windowStart(data, lanes)) / scale) * scale;
    const pen = new CanvasPen(context, ratio, theme.font, this.#pixels);
    drawPicture(pen, rows, { start, scale, width }, height, theme, span.zero ?? start);
  }
}

function nameItem({ kind, label }: Lane): HTMLElement {
  const item = document.createElement('li');
  item.textContent = label;
  item.title = label;
  item.style.height = `${rowHeights[kind]}px`;
  return item;
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
      (parent === own?.key ||
        data.run.names.tasks.some((task) => task.domain === domain && task.vcpu < 0)),
  );
  return own === undefined ? [] : [own, ...tasks];
}

function othersIn(data: RunData, { domain, vcpu }: VcpuName): readonly Lane[] {
  return data.lanes.filter(
    ({ element }) =>
      element.kind === 'vcpu' && !(element.domain === domain && element.vcpu === vcpu),
  );
}

/** The start of the gap is the first release, since all tasks are released then. */
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
