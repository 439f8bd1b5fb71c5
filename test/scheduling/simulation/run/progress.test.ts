import { expect, test } from 'vitest';
import type { CompletedModel } from '../../../../scheduling/model/completed.ts';
import type { SimulationResult } from '../../../../scheduling/simulation/result.ts';
import { createSimulation, simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../../../support/as-written.ts';
import { modelOf } from '../../../support/model-of.ts';
import { digestOf } from '../engine/digest.ts';

const HORIZON = 4_000_000_000;

async function busy(): Promise<CompletedModel> {
  return asWritten(
    await modelOf(`machine m { scheduler EDF partitioned }
      domain d on m { vcpu v0 period 100us budget 90us core 0  task t period 50us wcet 10us  task u period 70us wcet 20us }`),
  );
}

/** The result with its trace as a digest, for a comparison of a million rows takes long. */
function bytesOf({ trace, ...rest }: SimulationResult): unknown {
  return { ...rest, trace: trace === null ? null : digestOf(trace) };
}

test('a run says how far it is, each time further', async () => {
  const seen: number[] = [];
  simulate(await busy(), {
    horizon: HORIZON,
    keepTrace: false,
    onProgress: ({ now, horizon, jobs }) => {
      expect(horizon).toBe(HORIZON);
      expect(jobs).toBeGreaterThan(0);
      seen.push(now);
      return undefined;
    },
  });
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
});

test('one that is canceled has got somewhere, and can go on as if nothing had been', async () => {
  const model = await busy();
  let left = 2;
  const simulation = createSimulation(model, { horizon: HORIZON, onProgress: () => left-- > 0 });
  expect(simulation.runUntil(HORIZON)).toBe(false);
  const part = simulation.result();
  expect(part.end).toBeGreaterThan(0);
  expect(part.end).toBeLessThan(HORIZON);
  left = Infinity;
  expect(simulation.runUntil(HORIZON)).toBe(true);
  expect(bytesOf(simulation.result())).toEqual(bytesOf(simulate(model, { horizon: HORIZON })));
});

test('memory does not grow with the run when the trace is not kept', async () => {
  const model = await busy();
  const simulation = createSimulation(model, { horizon: HORIZON, keepTrace: false });
  simulation.runUntil(HORIZON / 4);
  const before = process.memoryUsage();
  simulation.runUntil(HORIZON);
  const after = process.memoryUsage();
  expect(simulation.result().tasks[0]?.jobs).toBe(80_000);
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(1_000_000);
  expect(simulation.result().trace).toBeNull();
});
