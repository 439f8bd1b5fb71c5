import fc from 'fast-check';
import type { VcpuProblem } from '../../../../scheduling/guest/problem.ts';
import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';
import type { StaticWindow, Supply } from '../../../../scheduling/supply/supply.ts';
import { task } from '../../../support/systems.ts';

/** Periods and frames whose common multiples stay small, so that a run tick by tick ends. */
const PERIODS = [2, 3, 4, 5, 6, 8, 10, 12];
const FRAMES = [2, 3, 4, 5, 6, 8, 10, 12];

/** The ticks of a frame in which windows are open. */
export interface TickedFrame {
  readonly frame: number;
  readonly open: readonly boolean[];
}

const frames: fc.Arbitrary<TickedFrame> = fc
  .tuple(
    fc.constantFrom(...FRAMES),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 }),
  )
  .map(([frame, drawn]) => ({ frame, open: drawn.slice(0, frame).map((each) => each > 0) }));

const ownCore: TickedFrame = { frame: 1, open: [true] };

/** The supply of a frame: the core itself if it is always open. */
export function supplyOf({ frame, open }: TickedFrame): Supply {
  if (open.every((each) => each)) return { kind: 'full' };
  const windows: StaticWindow[] = [];
  for (let at = 0; at < frame; at++) {
    if (open[at] !== true) continue;
    const before = windows.at(-1);
    if (before !== undefined && before.at + before.length === at)
      windows[windows.length - 1] = { at: before.at, length: before.length + 1 };
    else windows.push({ at, length: 1 });
  }
  return { kind: 'windows', frame, windows };
}

export const anyGuestPolicy = fc.constantFrom<GuestPolicy>(
  { kind: 'EDF' },
  { kind: 'RM' },
  { kind: 'DM' },
  { kind: 'FP' },
  { kind: 'FIFO' },
  { kind: 'RR', quantum: 2 },
);

/** Tasks with offsets up to twice and deadlines up to thrice the period, near the frame's share. */
function tasksFor({ open }: TickedFrame, distinct: boolean): fc.Arbitrary<Task[]> {
  const share = open.filter((each) => each).length / open.length;
  const one = fc.record({
    period: fc.constantFrom(...PERIODS),
    weight: fc.integer({ min: 1, max: 100 }),
    deadline: fc.integer({ min: 20, max: 300 }),
    offset: fc.integer({ min: 0, max: 200 }),
    priority: fc.integer({ min: 1, max: 3 }),
    soft: fc.constantFrom(false, false, false, true),
  });
  return fc
    .tuple(fc.array(one, { minLength: 1, maxLength: 4 }), fc.integer({ min: 40, max: 115 }))
    .map(([drawn, load]) => {
      const weights = drawn.reduce((sum, { weight }) => sum + weight, 0);
      return drawn.map(({ period, weight, deadline, offset, priority, soft }, index) => {
        const wcet = Math.round((period * share * (load / 100) * weight) / weights);
        return task(`t${index}`, period, Math.max(1, wcet), {
          deadline: Math.max(1, Math.round((period * deadline) / 100)),
          offset: Math.round((period * offset) / 100),
          priority: distinct ? 10 - index : priority,
          ...(soft ? { soft: {} } : {}),
        });
      });
    });
}

/** A guest with aligned releases and the frame of its supply. */
export interface AlignedSystem {
  readonly frame: TickedFrame;
  readonly problem: VcpuProblem;
}

export interface AlignedOptions {
  readonly policies: fc.Arbitrary<GuestPolicy>;
  /** Whether no two tasks have one priority. */
  readonly distinct: boolean;
  readonly kernelLatency?: fc.Arbitrary<number>;
  readonly taskSwitch?: fc.Arbitrary<number>;
}

export function alignedSystems({
  policies,
  distinct,
  kernelLatency = fc.constant(0),
  taskSwitch = fc.constant(0),
}: AlignedOptions): fc.Arbitrary<AlignedSystem> {
  return fc.oneof({ arbitrary: frames, weight: 5 }, fc.constant(ownCore)).chain((frame) =>
    fc
      .record({ policy: policies, kernelLatency, taskSwitch, tasks: tasksFor(frame, distinct) })
      .map((load) => {
        const supply = supplyOf(frame);
        const pair = { safe: supply, necessary: supply };
        return { frame, problem: { ...load, supply: pair, releases: 'aligned' } };
      }),
  );
}

/** The common multiple of a frame and all periods. */
export function repeats({ frame, problem }: AlignedSystem): number {
  let multiple = frame.frame;
  const whole = (value: number) => problem.tasks.every(({ period }) => value % period === 0);
  while (!whole(multiple)) multiple += frame.frame;
  return multiple;
}
