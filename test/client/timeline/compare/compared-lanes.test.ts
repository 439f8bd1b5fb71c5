import { expect, test } from 'vitest';
import { shiftIn } from '../../../../client/timeline/controls/compare-menu.ts';
import { comparedLanes } from '../../../../client/timeline/lanes/compared-lanes.ts';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { sideBySide } from '../../../../scheduling/simulation/compare/side-by-side.ts';
import { createSimulation } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';

async function traceOf(text: string) {
  const simulation = createSimulation(completeSystem(await modelOf(text)), { horizon: 1000 });
  simulation.runUntil(1000);
  const { trace } = simulation.result();
  if (trace === null) throw new Error('a run keeps its trace');
  return trace;
}

const board = `machine board { cores 2 }
domain a on board { vcpu v0 period 10ms budget 2ms core 0 task t period 20ms wcet 1ms }
domain b on board { vcpu v0 period 10ms budget 2ms core 1 }
`;

async function lanes(first: string, second: string) {
  const joint = sideBySide(await traceOf(first), await traceOf(second), 0);
  const found = comparedLanes(joint.trace.names, joint.first);
  expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  return found.map(({ depth, label }) => `${'  '.repeat(depth)}${label}`);
}

test('each lane of the first run has the same one of the second below it', async () => {
  expect(await lanes(board, board)).toEqual([
    'board',
    '  A core 0',
    '  B core 0',
    '  A a.v0',
    '  B a.v0',
    '  A a.t',
    '  B a.t',
    '  A core 1',
    '  B core 1',
    '  A b.v0',
    '  B b.v0',
  ]);
});

test('a host of another name is the same one, and what only one run has stands alone', async () => {
  const xen = `machine xen { cores 1 }
domain b on xen { vcpu v0 period 10ms budget 2ms }
domain c on xen { vcpu v0 period 10ms budget 2ms }
`;
  expect(await lanes(board, xen)).toEqual([
    'board',
    '  A core 0',
    '  B core 0',
    '  A a.v0',
    '  A a.t',
    '  A core 1',
    '  A b.v0',
    '  B b.v0',
    '  B c.v0',
  ]);
});

test.each([
  ['2.5ms', 2_500_000],
  ['-10ms', -10_000_000],
  ['−10 us', -10_000],
  ['0', 0],
  ['-0ms', 0],
  ['soon', null],
  ['--1ms', null],
] as const)('the shift %j is %j', (text, shift) => expect(shiftIn(text)).toBe(shift));
