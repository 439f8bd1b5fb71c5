import { expect, test } from 'vitest';
import { arrange } from '../../../client/timeline/columns/arrange.ts';
import type { Pen } from '../../../client/timeline/drawing/pens/pen.ts';
import { drawShares } from '../../../client/timeline/drawing/shapes/shares.ts';
import { RunData } from '../../../client/timeline/lanes/run-data.ts';
import { hitAt } from '../../../client/timeline/stage/hit.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../support/model-of.ts';
import { MS } from '../../support/systems.ts';

const theme = { focus: 'blue', palette: [] } as unknown as Parameters<typeof drawShares>[3];

/** The lane of `a`, whose budget grows from 4 to 6 of 10 ms at 30 ms. */
async function laneOfA() {
  const written = await modelOf(`machine m { servers periodic }
    domain a on m { vcpu v0 period 10ms budget 4ms }
    scenario s on m { at 0ms start a  at 22ms set a.v0 budget 6ms  run 100ms }`);
  const { trace } = simulate(completeSystem(written), { scenario: 's', written });
  if (trace === null) throw new Error('no trace was kept');
  const data = new RunData(arrange(trace));
  const lane = data.lanes.find(({ kind }) => kind === 'vcpu');
  if (lane === undefined) throw new Error('no lane');
  return { data, lane };
}

test('the lane of a VCPU shows the share of its interface as a line with a step', async () => {
  const { data, lane } = await laneOfA();
  const row = data.pictureRow(lane, theme, 0, 106, false, false);
  const points: (readonly number[])[] = [];
  const to = (x: number, y: number) => points.push([x, y].map(Math.round));
  const pen: Pick<Pen, 'stroke'> = {
    stroke: (_, draw) =>
      draw({ moveTo: to, lineTo: to, closePath: () => undefined, arc: () => undefined }),
  };
  drawShares(pen as Pen, row, { start: 0, scale: MS, width: 100 }, theme);
  expect(points).toEqual([
    [0, 63],
    [30, 63],
    [30, 43],
    [100, 43],
  ]);
});

test('and the mouse over it says which it is', async () => {
  const { data, lane } = await laneOfA();
  const rows = [{ ...{ lane, top: 0, height: 40 } }] as unknown as Parameters<typeof hitAt>[1];
  const linesAt = (time: number) =>
    hitAt(data, rows, { start: 0, scale: MS, width: 100 }, time, 10, () => '')?.lines ?? [];
  expect(linesAt(25)).toContain('4 ms in every 10 ms from 0 ms');
  expect(linesAt(45)).toContain('6 ms in every 10 ms from 30 ms');
});
