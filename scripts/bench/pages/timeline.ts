import { arrange } from '../../../client/timeline/columns/arrange.ts';
import { RowIndex } from '../../../client/timeline/columns/row-index.ts';
import { themeFrom } from '../../../client/timeline/drawing/look/theme.ts';
import { CanvasPen, Pixels } from '../../../client/timeline/drawing/pens/canvas-pen.ts';
import { drawPicture } from '../../../client/timeline/drawing/picture.ts';
import type { PictureRow } from '../../../client/timeline/drawing/picture-row.ts';
import { bandOf } from '../../../client/timeline/drawing/rows/band.ts';
import { clamped, panned, type View, whole } from '../../../client/timeline/drawing/view.ts';
import { lanesOf } from '../../../client/timeline/lanes/lane.ts';
import { laneContent } from '../../../client/timeline/lanes/lane-content.ts';
import { syntheticTrace } from './synthetic-trace.ts';

/** The functions that the benchmarks of the timeline call inside the browser. */
declare global {
  interface Window {
    openRun(segments: number): number;
    drawFrames(kind: 'full' | 'tenth' | 'pan', count: number): number[];
  }
}

const width = 1600;
const height = 768;
const lanes = 64;
const canvas = document.createElement('canvas');
canvas.width = width;
canvas.height = height;
document.body.append(canvas);
const context = canvas.getContext('2d', { alpha: false });
if (context === null) throw new Error('this browser has no canvas');
const theme = themeFrom(() => '', false);
const pixels = new Pixels();
let rows: readonly PictureRow[] = [];
let end = 1;

/**
 * Opens a run of the given number of segments on 64 cores, paints it, and returns the milliseconds
 * this took.
 */
window.openRun = (segments) => {
  const begin = performance.now();
  const run = arrange(syntheticTrace(segments, lanes));
  const index = new RowIndex(run);
  end = run.end;
  rows = lanesOf(run.names)
    .filter(({ kind }) => kind === 'core')
    .map((lane, at) => {
      const { main, markers } = laneContent(run, index, lane);
      return {
        top: (at * height) / lanes,
        height: height / lanes,
        main: main === null ? null : bandOf(main, theme.palette),
        low: null,
        markers,
        budget: null,
        plans: [],
        shares: [],
        label: () => lane.label,
        selected: at === 3,
      };
    });
  paint(whole(end, width));
  return performance.now() - begin;
};

/** Each frame shows another part of the run, as during zooming or panning. */
window.drawFrames = (kind, count) => {
  const start = kind === 'full' ? 1 : 0.1;
  let view = clamped({ start: end * 0.37, scale: (end / width) * start, width }, end);
  paint(view);
  return Array.from({ length: count }, (_, at) => {
    if (kind === 'pan') view = panned(view, 12 + (at % 5), end);
    else view = clamped({ ...view, scale: (end / width) * start * (1 - 0.001 * (at + 1)) }, end);
    const begin = performance.now();
    paint(view);
    return performance.now() - begin;
  });
};

/** Reading a pixel back makes the browser finish its drawing. */
function paint(view: View): void {
  if (context === null) return;
  drawPicture(new CanvasPen(context, 1, theme.font, pixels), rows, view, height, theme);
  context.getImageData(0, 0, 1, 1);
}
