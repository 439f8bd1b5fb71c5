import fc from 'fast-check';
import type { GuestPolicy, Task } from '../../../scheduling/model/model.ts';
import type { Supply } from '../../../scheduling/supply/supply.ts';
import { task } from '../../support/systems.ts';

/** Periods whose common multiples stay small, so that a brute force ends. */
const PERIODS = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20];

/** The optional parameters of a generated task. */
export interface Extras {
  readonly jitter?: boolean;
  readonly blocking?: boolean;
  readonly soft?: boolean;
}

export function smallTasks(extras: Extras, most = 3): fc.Arbitrary<Task[]> {
  const one = fc
    .record({
      period: fc.constantFrom(...PERIODS),
      share: fc.integer({ min: 1, max: 100 }),
      deadline: fc.integer({ min: 20, max: 260 }),
      jitter: extras.jitter ? fc.integer({ min: 0, max: 12 }) : fc.constant(0),
      blocking: extras.blocking ? fc.integer({ min: 0, max: 3 }) : fc.constant(0),
      priority: fc.integer({ min: 1, max: 3 }),
      soft: extras.soft ? fc.boolean() : fc.constant(false),
    })
    .map(({ period, share, deadline, jitter, blocking, priority, soft }) => {
      const wcet = Math.max(1, Math.floor((period * share * share) / 20_000));
      const relative = Math.max(1, Math.round((period * deadline) / 100));
      return task('', period, wcet, {
        deadline: relative,
        jitter: Math.max(0, jitter - 5),
        blocking,
        priority,
        ...(soft ? { soft: {} } : {}),
      });
    });
  return fc.array(one, { minLength: 1, maxLength: most }).map((tasks) => {
    return tasks.map((each, index) => ({ ...each, name: `t${index}` }));
  });
}

export const server = fc.constantFrom<'periodic' | 'deferrable' | 'polling'>(
  'periodic',
  'deferrable',
  'polling',
);

/** A server with its period and deadline and an open budget. */
export const openServer = fc
  .record({
    server,
    period: fc.constantFrom(1, 2, 3, 4, 5, 6, 8, 10),
    cut: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ server, period, cut }) => ({ server, period, deadline: Math.max(1, period - cut) }));

export const periodicResource: fc.Arbitrary<Supply> = fc
  .tuple(openServer, fc.integer({ min: 0, max: 100 }))
  .map(([open, share]) => ({
    kind: 'budget',
    ...open,
    budget: Math.max(1, Math.round((open.deadline * (100 - (share * share) / 150)) / 100)),
  }));

const staticWindows: fc.Arbitrary<Supply> = fc
  .tuple(fc.constantFrom(4, 6, 8, 10, 12), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }))
  .map(([frame, units]) => {
    const windows = units.slice(0, frame).flatMap((on, at) => (on ? [{ at, length: 1 }] : []));
    return {
      kind: 'windows',
      frame,
      windows: windows.length > 0 ? windows : [{ at: 0, length: 1 }],
    };
  });

/** Windows of up to three plans one after another, the last of them for ever. */
export const changingWindows: fc.Arbitrary<Supply> = fc
  .tuple(
    fc.constantFrom(3, 4, 6, 8),
    fc.array(
      fc.tuple(
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
      ),
      { minLength: 2, maxLength: 3 },
    ),
  )
  .map(([frame, plans]) => {
    const frames = plans.flatMap(([units, times], index) =>
      Array.from({ length: index === plans.length - 1 ? 1 : times }, () => units.slice(0, frame)),
    );
    const open = (units: readonly boolean[]) =>
      units.flatMap((on, at) => (on ? [{ at, length: 1 }] : []));
    const once = frames.slice(0, -1).flat();
    const windows = open(frames.at(-1) ?? []);
    return {
      kind: 'changing-windows',
      once: open(once),
      begin: once.length,
      frame,
      windows: windows.length > 0 ? windows : [{ at: 0, length: 1 }],
    };
  });

export const anySupply: fc.Arbitrary<Supply> = fc.oneof(
  { arbitrary: periodicResource, weight: 6 },
  { arbitrary: staticWindows, weight: 2 },
  { arbitrary: changingWindows, weight: 2 },
  { arbitrary: fc.constant<Supply>({ kind: 'full' }), weight: 1 },
);

export const fixedPriorityPolicy = fc.constantFrom<GuestPolicy>(
  { kind: 'RM' },
  { kind: 'DM' },
  { kind: 'FP' },
  { kind: 'FIFO' },
  { kind: 'RR', quantum: 2 },
);
