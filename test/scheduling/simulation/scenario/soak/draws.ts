import fc from 'fast-check';

export interface DrawnTask {
  readonly period: number;
  readonly wcet: number;
  readonly slack: number;
  readonly priority: number;
  readonly jitter: number;
  readonly offset: number;
  readonly soft: boolean;
}

interface DrawnVcpu {
  readonly period: number;
  readonly share: number;
  readonly slack: number;
  readonly priority: number;
  readonly core: number;
}

export interface DrawnDomain {
  readonly vcpus: readonly DrawnVcpu[];
  readonly tasks: readonly DrawnTask[];
  readonly policy: 'EDF' | 'FP' | 'RM' | 'DM' | 'RR';
  readonly kind: number;
}

export interface DrawnStep {
  readonly what: number;
  readonly domain: number;
  readonly wait: number;
  readonly part: number;
  readonly period: number;
  readonly share: number;
  readonly task: DrawnTask;
}

const aVcpu = fc.record({
  period: fc.integer({ min: 2, max: 12 }),
  share: fc.integer({ min: 1, max: 7 }),
  slack: fc.constantFrom(0, 0, 1, 2, 3),
  priority: fc.integer({ min: 1, max: 4 }),
  core: fc.nat(),
});

const aTask = fc.record({
  period: fc.integer({ min: 6, max: 40 }),
  wcet: fc.integer({ min: 1, max: 8 }),
  slack: fc.constantFrom(0, 0, 2, 5, -10),
  priority: fc.integer({ min: 1, max: 9 }),
  jitter: fc.constantFrom(0, 0, 0, 2),
  offset: fc.constantFrom(0, 0, 1, 3),
  soft: fc.constantFrom(false, false, true),
});

export const aDomain: fc.Arbitrary<DrawnDomain> = fc.record({
  vcpus: fc.array(aVcpu, { minLength: 1, maxLength: 2 }),
  tasks: fc.array(aTask, { minLength: 0, maxLength: 3 }),
  policy: fc.constantFrom('EDF', 'FP', 'RM', 'DM', 'RR'),
  kind: fc.nat({ max: 5 }),
});

/** A domain that leaves little room for others. */
export const aFullDomain: fc.Arbitrary<DrawnDomain> = fc.record({
  vcpus: fc.array(
    fc.record({
      period: fc.integer({ min: 2, max: 12 }),
      share: fc.integer({ min: 3, max: 5 }),
      slack: fc.constantFrom(0, 0, 0, 2, 4, 6),
      priority: fc.integer({ min: 1, max: 4 }),
      core: fc.nat(),
    }),
    { minLength: 1, maxLength: 1 },
  ),
  tasks: fc.constant([]),
  policy: fc.constant('EDF' as const),
  kind: fc.constant(0),
});

/** One of those that fill cores in twos and threes. */
export const anExchanged: fc.Arbitrary<DrawnDomain> = fc.record({
  vcpus: fc.array(
    fc.record({
      period: fc.constantFrom(10, 10, 10, 5, 20),
      share: fc.integer({ min: 3, max: 6 }),
      slack: fc.constantFrom(0, 0, 0, 0, 2),
      priority: fc.integer({ min: 1, max: 4 }),
      core: fc.nat(),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  tasks: fc.array(aTask, { minLength: 0, maxLength: 2 }),
  policy: fc.constantFrom('EDF', 'FP'),
  kind: fc.constantFrom(0, 3, 3),
});

export const aStep: fc.Arbitrary<DrawnStep> = fc.record({
  what: fc.nat({ max: 19 }),
  domain: fc.nat(),
  wait: fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 13, 21),
  part: fc.nat({ max: 999 }),
  period: fc.integer({ min: 2, max: 14 }),
  share: fc.integer({ min: 1, max: 9 }),
  task: aTask,
});

/** A step that starts a domain, or stops it if it runs. */
export const aQuickStep: fc.Arbitrary<DrawnStep> = fc.record({
  what: fc.constant(0),
  domain: fc.nat(),
  wait: fc.integer({ min: 0, max: 6 }),
  part: fc.constant(1),
  period: fc.constant(10),
  share: fc.constant(5),
  task: aTask,
});
