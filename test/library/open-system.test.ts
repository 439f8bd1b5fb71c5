import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../library/journal.ts';
import { openSystem, resumeSystem } from '../../library/open-system.ts';
import type { Request } from '../../library/request.ts';
import { AnalysisCache } from '../../scheduling/analyze.ts';
import { allSteps } from '../../scheduling/arithmetic/all-steps.ts';
import { Prover } from '../../scheduling/choose/prover.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import { frameOf } from '../../scheduling/model/policies.ts';
import { analyzingScenario } from '../../scheduling/scenario/analyze-scenario.ts';
import { anyCourse } from '../scheduling/open/any-course.ts';
import { runs } from '../support/runs.ts';
import { MS } from '../support/systems.ts';

const board = `
machine m { cores 2 scheduler EDF admission in hypervisor }
machine other { scheduler EDF }
domain a on m { vcpu v0 period 10ms task t period 20ms wcet 8ms }
domain b on m { vcpu v0 period 10ms task t period 20ms wcet 8ms }
domain large on m { vcpu v0 period 10ms core 0 budget 9ms }
domain prioritized on m { scheduler FP vcpu v0 period 10ms vcpu v1 period 10ms task t on v0 period 20ms wcet 1ms priority 1 }
domain hvm on m { type hvm vcpu v0 period 10ms budget 1ms }
`;

const start = (...domains: readonly string[]): Request => ({ kind: 'start', domains });

describe('a running system', () => {
  test('tells the interfaces that an admitted request changes', async () => {
    const system = await openSystem(board);
    const period = 10 * MS;
    const interfaceOf = (budget: number, core: number, machine = 'm') => ({
      ...{ machine, period, deadline: period, budget, core },
    });
    const a = { domain: 'a', vcpu: 'v0' };
    expect(system.request(start('a'), 5)).toEqual({
      kind: 'admitted',
      at: 5,
      by: 5,
      wait: { atMost: 0, parts: [], unused: 0 },
      changes: [{ ...a, before: null, after: interfaceOf(6 * MS, 0) }],
    });
    const task = { name: 'more', period: 40 * MS, wcet: 8 * MS };
    expect(system.request({ kind: 'add', domain: 'a', task }, 6)).toMatchObject({
      changes: [{ ...a, before: interfaceOf(6 * MS, 0), after: interfaceOf(6.8 * MS, 0) }],
    });
    expect(system.request({ kind: 'migrate', domain: 'a', machine: 'other' }, 7)).toMatchObject({
      changes: [
        { ...a, before: interfaceOf(6.8 * MS, 0), after: interfaceOf(6.8 * MS, 0, 'other') },
      ],
    });
    expect(system.request({ kind: 'stop', domains: ['a'] }, 8)).toMatchObject({
      changes: [{ ...a, before: interfaceOf(6.8 * MS, 0, 'other'), after: null }],
    });
    expect(system.time).toBe(8);
    expect(system.requests).toBe(4);
  });

  test('tells from when on at the latest an admitted request is in force', async () => {
    const system = await openSystem(`
      machine m { scheduler EDF servers periodic }
      domain a on m { vcpu v0 period 10ms budget 6ms }
      domain b on m { vcpu v0 period 8ms budget 4ms }`);
    system.request(start('a'), 0);
    system.request({ kind: 'stop', domains: ['a'] }, 3 * MS);
    const place = { kind: 'core', machine: 'm', core: 0 };
    // Nobody else is there: the room is free as the period of what left ends, at the latest.
    expect(system.request(start('b'), 3 * MS)).toMatchObject({
      by: expect.any(Number),
      wait: { parts: [{ kind: 'room', place }] },
    });
  });

  test('tells what runs, and how full each machine is', async () => {
    const system = await openSystem(board);
    system.request(start('a'), 3);
    expect(system.running()).toEqual([
      {
        ...{ domain: 'a', machine: 'm', since: 3 },
        vcpus: [{ vcpu: 'v0', period: 10 * MS, deadline: 10 * MS, budget: 6 * MS, core: 0 }],
      },
    ]);
    expect(system.loads()).toEqual([
      { machine: 'm', utilization: 0.6, cores: [{ core: 0, utilization: 0.6 }] },
      { machine: 'other', utilization: 0, cores: [] },
    ]);
  });

  test('says why it refuses', async () => {
    const system = await openSystem(board);
    system.request(start('a', 'b'), 10);
    const refused = (request: unknown, at = 10) => {
      const answer = system.request(request as Request, at);
      return answer.kind === 'refused' ? answer.sentence : 'admitted';
    };
    expect(refused(start('large'))).toMatch(/^core 0 of m would fail: core 0 is owed/);
    expect(refused(start('hvm'))).toMatch(/^hvm is an hvm domain/);
    expect(refused(start('a'))).toBe('a is already running');
    expect(refused(start('nobody'))).toBe('there is no domain nobody');
    expect(refused(start('large'), 9)).toBe(
      'the request is older than the last one, which was made at 10 ns',
    );
    expect(refused(start('large'), 0.5)).toMatch(/^the request is malformed: /);
    expect(refused({ kind: 'start', domains: [] })).toMatch(
      /^the request is malformed at domains: /,
    );
    expect(refused({ kind: 'add', domain: 'a', task: { name: 't2', period: 0, wcet: 1 } })).toMatch(
      /^the request is malformed at task.period: /,
    );
    expect(refused({ kind: 'set', domain: 'a', vcpu: 'v0', budget: 11 * MS })).toBe(
      'the request is malformed at budget: the budget exceeds the deadline',
    );
    const task = { name: 'n', period: 20 * MS, wcet: MS };
    expect(refused({ kind: 'add', domain: 'prioritized', task })).toBe(
      'the request is malformed at task.priority: the guest orders by priority',
    );
    expect(refused({ kind: 'add', domain: 'prioritized', task: { ...task, priority: 2 } })).toBe(
      'the request is malformed at task.vcpu: the domain has several VCPUs',
    );
  });

  test('lets a new period wait until its guest is quiet where that is allowed', async () => {
    const system = await openSystem(`machine m { servers periodic }
      domain d on m { vcpu v0 period 10ms budget 4ms  task x period 20ms wcet 4ms deadline 16ms }`);
    system.request(start('d'), 0);
    const set = (whenQuiet: boolean) =>
      system.request(
        { kind: 'set', domain: 'd', vcpu: 'v0', period: 3 * MS, budget: MS, whenQuiet },
        MS,
      );
    expect(set(false)).toMatchObject({ kind: 'refused', reason: { kind: 'between-interfaces' } });
    expect(set(true)).toMatchObject({
      ...{ kind: 'admitted', by: null },
      wait: { parts: [{ kind: 'quiet', place: { kind: 'domain', domain: 'd' }, atMost: null }] },
    });
    // A later change of the domain has no bound either, nor after a snapshot.
    const resumed = await resumeSystem(system.snapshot());
    const later = { kind: 'set', domain: 'd', vcpu: 'v0', budget: 1.1 * MS } as const;
    expect(resumed.request(later, 2 * MS)).toMatchObject({ kind: 'admitted', by: null });
  });

  test('knows domains from their declaration until they are forgotten', async () => {
    const system = await openSystem(board);
    const guest = { name: 'guest', tasks: [{ name: 't', period: 20 * MS, wcet: 2 * MS }] };
    const kindOf = (request: Request) => {
      const answer = system.request(request, 0);
      return answer.kind === 'refused' ? answer.reason.kind : 'admitted';
    };
    const forget: Request = { kind: 'forget', domain: 'guest' };
    expect(kindOf(start('guest'))).toBe('no-domain');
    expect(kindOf({ kind: 'declare', machine: 'nowhere', domain: guest })).toBe('no-machine');
    const far = { ...guest, vcpus: [{ name: 'v0', core: 7 }] };
    expect(kindOf({ kind: 'declare', machine: 'm', domain: far })).toBe('no-core');
    expect(kindOf({ kind: 'declare', machine: 'm', domain: guest })).toBe('admitted');
    expect(kindOf({ kind: 'declare', machine: 'm', domain: guest })).toBe('declared-already');
    expect(kindOf(start('guest'))).toBe('admitted');
    expect(kindOf(forget)).toBe('still-running');
    expect(kindOf({ kind: 'stop', domains: ['guest'] })).toBe('admitted');
    expect(kindOf(forget)).toBe('admitted');
    expect(kindOf(start('guest'))).toBe('no-domain');
  });

  test('moves others only where it may rearrange', async () => {
    const text = `
      machine m { cores 2 scheduler EDF }
      domain a on m { vcpu v0 period 10ms budget 4ms }
      domain b on m { vcpu v0 period 10ms budget 4ms }
      domain c on m { vcpu v0 period 10ms budget 6ms }
      domain d on m { vcpu v0 period 10ms budget 6ms core 0 }`;
    for (const rearranges of [false, true]) {
      const system = await openSystem(text, { rearranges });
      for (const domain of ['a', 'b', 'c']) system.request(start(domain), 0);
      const answer = system.request(start('d'), 0);
      expect(answer.kind).toBe(rearranges ? 'admitted' : 'refused');
    }
  });
});

describe('an input that is no system', () => {
  test('is told with each error of its text', async () => {
    await expect(openSystem('machine m { cores }\ndomain d on x {}')).rejects.toMatchObject({
      name: 'InputFault',
      problems: [{ line: 1 }, { line: 2 }],
    });
  });
  test('is told with the place of its fault', async () => {
    const model = { machines: [{ name: 'm' }], scenarios: [] };
    await expect(openSystem(model as never)).rejects.toThrow(/machines\.0\.host/);
  });
});

describe('requests that are made together', () => {
  const text = `
    machine m { scheduler EDF }
    domain a on m { vcpu v0 period 10ms budget 6ms }
    domain b on m { vcpu v0 period 10ms budget 6ms }
    domain c on m { vcpu v0 period 10ms budget 2ms }`;
  const start = (domain: string) => ({ kind: 'start', domains: [domain] }) as const;
  const stop = (domain: string) => ({ kind: 'stop', domains: [domain] }) as const;

  test('count for each other, whatever their order', async () => {
    const system = await openSystem(text);
    system.request(start('a'), 0);
    expect(system.request(start('b'), 1).kind).toBe('refused');
    const answers = system.requestTogether([start('b'), stop('a')], 2);
    expect(answers.map(({ kind, asOne }) => [kind, asOne])).toEqual([
      ['admitted', 'admitted'],
      ['admitted', 'admitted'],
    ]);
    expect(system.running().map(({ domain }) => domain)).toEqual(['b']);
  });

  test('exchange cores by way of a third one, also after a snapshot and by the journal', async () => {
    const full = (name: string, pool: string, budget: number, more = '') =>
      `domain ${name} on h.${pool} { vcpu v0 period 10ms budget ${budget}ms ${more} }`;
    const text = `machine h { cores 3  pool p { cores 0, 2 } pool q { cores 1 } }
      ${full('x', 'p', 4, 'core 0')} ${full('u', 'p', 6)} ${full('y', 'q', 4, 'core 1')} ${full('w', 'q', 6)}`;
    const entries: JournalEntry[] = [];
    const system = await openSystem(text, { journal: (entry) => entries.push(entry) });
    system.request({ kind: 'start', domains: ['x', 'u', 'y', 'w'] }, 0);
    const resumed = await resumeSystem(JSON.parse(JSON.stringify(system.snapshot())));
    const moves = [
      { kind: 'migrate', domain: 'u', machine: 'h.q' },
      { kind: 'migrate', domain: 'w', machine: 'h.p' },
    ] as const;
    const answers = system.requestTogether(moves, 7_000_000);
    const via = { domain: 'u', vcpu: 'v0', machine: 'h.p', core: 2 };
    expect(answers).toMatchObject([
      { kind: 'admitted', wait: { via } },
      { kind: 'admitted', wait: { via } },
    ]);
    expect(resumed.requestTogether(moves, 7_000_000)).toEqual(answers);
    const again = await openSystem(text);
    again.replay(JSON.parse(JSON.stringify(entries)));
    expect(again.snapshot()).toEqual(system.snapshot());
    // Whoever comes to the third core waits until the one on its way has left it.
    const wait = {
      kind: 'declare',
      machine: 'h.p',
      domain: {
        name: 'n',
        vcpus: [{ name: 'v0', period: 10_000_000, budget: 9_000_000, core: 2 }],
      },
    } as const;
    system.request(wait, 8_000_000);
    const start = system.request({ kind: 'start', domains: ['n'] }, 8_000_000);
    expect(start).toMatchObject({ kind: 'admitted', wait: { parts: [{ kind: 'room' }] } });
  });

  test('are tried singly, in their order, where they do not fit together', async () => {
    const system = await openSystem(text);
    const answers = system.requestTogether([start('a'), start('b'), start('c')], 0);
    expect(answers.map(({ kind, asOne }) => [kind, asOne])).toEqual([
      ['admitted', 'refused'],
      ['refused', 'refused'],
      ['admitted', 'refused'],
    ]);
  });

  test('stand alone where one of them is none, or only takes load away', async () => {
    const system = await openSystem(text);
    system.request(start('a'), 0);
    const none = { kind: 'none' } as never;
    const answers = system.requestTogether([stop('a'), start('b'), none, start('c')], 1);
    expect(answers.map(({ kind, asOne }) => [kind, asOne])).toEqual([
      ['admitted', undefined],
      ['admitted', undefined],
      ['refused', undefined],
      ['admitted', undefined],
    ]);
    expect(system.requests).toBe(4);
  });

  test('are decided as a scenario does', async () => {
    const property = fc.asyncProperty(
      anyCourse(12),
      fc.integer({ min: 1, max: 4 }),
      async ({ model, steps: alone }, size) => {
        const steps = alone.map(({ action }, index) => ({
          action,
          at: alone[index - (index % size)]?.at ?? 0,
        }));
        const scenario = { name: 's', machine: 'a', steps, run: 10 ** 12 };
        const framed = model.machines.filter(({ policy }) => frameOf(policy) !== null);
        // As in a library, what is chosen for all domains at once is not known.
        const chosen = completeSystem({ ...model, machines: framed });
        const prover = new Prover(new AnalysisCache(), {});
        const told = allSteps(analyzingScenario(prover, model, chosen, scenario));
        const system = await openSystem(model, { rearranges: true });
        const answers: (readonly [string, string | undefined])[] = [];
        while (answers.length < steps.length) {
          const { at = 0 } = steps[answers.length] ?? {};
          const together = steps.slice(answers.length).filter((other) => other.at === at);
          const asked = together.map(({ action }) => action);
          for (const answer of system.requestTogether(asked, at)) {
            // A text would have been an error.
            fc.pre(answer.kind === 'admitted' || answer.reason.kind !== 'malformed');
            answers.push([answer.kind, answer.asOne]);
          }
        }
        expect(answers).toEqual(
          told.steps.map(({ admitted, asOne }) => [admitted ? 'admitted' : 'refused', asOne]),
        );
      },
    );
    await fc.assert(property, { numRuns: runs(60) });
  });
});
