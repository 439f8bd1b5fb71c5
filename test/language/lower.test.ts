import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Lowered, lower } from '../../language/lowering/lower.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { Domain, Machine, SystemModel } from '../../scheduling/model/model.ts';
import { load } from './services.ts';

async function lowered(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<Lowered> {
  const { services, document } = await load({ ...others, 'main.hsched': text });
  return lower(document('main.hsched'), services);
}

async function model(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<SystemModel> {
  return (await lowered(text, others)).model;
}

async function onlyMachine(text: string): Promise<Machine> {
  const [machine] = (await model(text)).machines;
  if (machine === undefined) throw new Error('There is no machine.');
  return machine;
}

async function domain(text: string, machine = 'machine m { cores 2 }'): Promise<Domain> {
  const found = (await onlyMachine(`${machine}\n${text}`)).domains.at(-1);
  if (found === undefined) throw new Error('There is no domain.');
  return found;
}

describe('the paper’s testbed', () => {
  const text = readFileSync(
    new URL('../../examples/paper-testbed.hsched', import.meta.url),
    'utf8',
  );

  test('has its switch costs in ns, rounded up from cycles', async () => {
    const { switchCosts, admission, resolution, servers } = await onlyMachine(text);
    expect(switchCosts.map(({ cost }) => cost)).toEqual([31_757, 46_787, 50_000]);
    expect({ admission, resolution, servers }).toEqual({
      admission: { where: 'dom0', cost: 250_000 },
      resolution: 1000,
      servers: 'deferrable',
    });
  });

  test('has the tasks of the task set in guest1, on its VCPU', async () => {
    const guest1 = (await onlyMachine(text)).domains.find(({ name }) => name === 'guest1');
    expect(guest1?.kernelLatency).toBe(50_000);
    expect(guest1?.tasks.map(({ name, vcpu, deadline }) => [name, vcpu, deadline])).toEqual([
      ['sensor', 'v0', 10_000_000],
      ['actuate', 'v0', 15_000_000],
    ]);
  });

  test('leaves open what is not written', async () => {
    const guest2 = (await onlyMachine(text)).domains.find(({ name }) => name === 'guest2');
    expect(guest2?.vcpus).toEqual([
      { name: 'v0', period: { kind: 'fixed', period: 8_000_000 }, core: 1, extratime: false },
      { name: 'v1', period: { kind: 'open' }, core: 1, extratime: false },
    ]);
    expect(guest2?.tasks.map(({ soft, bcet, wcet }) => [soft, bcet, wcet])).toEqual([
      [{ misses: 0.01 }, 6_000_000, 6_000_000],
      [undefined, 4_000_000, 9_000_000],
    ]);
  });

  test('has its scenario', async () => {
    const [evening] = (await model(text)).scenarios;
    expect(evening?.run).toBe(3_000_000_000);
    expect(evening?.steps.map(({ at, action }) => [at, action.kind])).toEqual([
      [0, 'start'],
      [200_000_000, 'start'],
      [400_000_000, 'add'],
      [1_000_000_000, 'remove'],
      [2_000_000_000, 'stop'],
    ]);
  });

  test('says where every element is written', async () => {
    const { places } = await lowered(text);
    const lines = text.split('\n');
    function at(element: Element, attribute?: string): string | undefined {
      const found = places.find(element);
      const place = attribute === undefined ? found?.whole : found?.attribute(attribute)?.whole;
      if (place === undefined) return undefined;
      const { start, end } = place.range;
      return start.line === end.line
        ? lines[start.line]?.slice(start.character, end.character)
        : `lines ${start.line + 1}-${end.line + 1}`;
    }
    const v0: Element = { kind: 'vcpu', domain: 'guest1', vcpu: 'v0' };
    const actuate: Element = { kind: 'task', domain: 'guest1', task: 'actuate' };
    expect(at(v0)).toBe('vcpu v0  period 5ms  budget 2.3ms  core 0');
    expect(at(v0, 'budget')).toBe('budget 2.3ms');
    expect(at(v0, 'period')).toBe('period 5ms');
    expect(at(v0, 'deadline')).toBeUndefined();
    expect(at(actuate)).toBe('task actuate  period 20ms  wcet 3ms  deadline 15ms');
    expect(at(actuate, 'wcet')).toBe('wcet 3ms');
    expect(
      places.find(actuate)?.related.map(({ range }) => lines[range.start.line]?.trim()),
    ).toEqual(['run control on v0']);
    expect(at({ kind: 'machine', machine: 'testbed' })).toBe('lines 8-16');
    expect(at({ kind: 'machine', machine: 'testbed' }, 'clock')).toBe('clock 2.66 GHz');
    expect(at({ kind: 'core', machine: 'testbed', core: 1 })).toBe('cores 2');
    expect(at({ kind: 'domain', domain: 'guest1' }, 'kernel latency')).toBe('kernel latency 50us');
    expect(at({ kind: 'domain', domain: 'guest1' }, 'scheduler')).toBe('scheduler RM');
    expect(at({ kind: 'domain', domain: 'guest1' }, 'on')).toBe('on testbed');
    expect(at({ kind: 'step', scenario: 'evening', index: 3 })).toBe(
      'at 1s     remove task guest2.overlay',
    );
    expect(at({ kind: 'scenario', scenario: 'evening' }, 'run')).toBe('run 3s');
    expect(places.find({ kind: 'task', domain: 'guest1', task: 'nobody' })).toBeUndefined();
  });
});

describe('what is left out means its default', () => {
  test('of a machine', async () => {
    expect(await onlyMachine('machine m { }')).toEqual({
      name: 'm',
      host: 'm',
      cores: [0],
      policy: { kind: 'EDF', placement: 'partitioned' },
      servers: 'deferrable',
      resolution: 1000,
      switchCosts: [],
      admission: { where: 'dom0', cost: 0 },
      domains: [],
    });
  });

  test('of a domain', async () => {
    expect(await domain('domain d { }')).toEqual({
      name: 'd',
      type: 'pv',
      policy: { kind: 'EDF' },
      global: false,
      kernelLatency: 0,
      taskSwitch: 0,
      weight: 256,
      vcpus: [{ name: 'v0', period: { kind: 'open' }, extratime: false }],
      tasks: [],
      incomplete: false,
    });
  });

  test.each([
    ['domain d { task t period 1ms wcet 1us priority 1 }', { kind: 'FIFO' }],
    ['taskset s { task t period 1ms wcet 1us priority 1 } domain d { run s }', { kind: 'FIFO' }],
    ['domain d { task t period 1ms wcet 1us }', { kind: 'EDF' }],
    [
      'domain d { scheduler RR task t period 1ms wcet 1us priority 1 }',
      { kind: 'RR', quantum: 100_000_000 },
    ],
    ['domain d { scheduler RR quantum 5ms }', { kind: 'RR', quantum: 5_000_000 }],
  ])('%s', async (text, policy) => {
    expect((await domain(text)).policy).toEqual(policy);
  });

  test.each([
    ['RTDS', { kind: 'RTDS' }],
    ['null', { kind: 'null' }],
    ['RM global', { kind: 'RM', placement: 'global' }],
    ['credit2', { kind: 'credit2', ratelimit: 1_000_000 }],
    ['credit2 ratelimit 0ms', { kind: 'credit2', ratelimit: 0 }],
    ['credit', { kind: 'credit', timeslice: 30_000_000, ratelimit: 1_000_000, boost: true }],
    [
      'credit boost off timeslice 5ms',
      { kind: 'credit', timeslice: 5_000_000, ratelimit: 1_000_000, boost: false },
    ],
  ])('scheduler %s', async (text, policy) => {
    expect((await onlyMachine(`machine m { scheduler ${text} }`)).policy).toEqual(policy);
  });
});

test('tasks stand in the order written, those of task sets where they are run', async () => {
  const text = `taskset s { task b period 1ms wcet 1us  task c period 1ms wcet 1us }
    domain d { task a period 1ms wcet 1us  run s  task z period 1ms wcet 1us }`;
  expect((await domain(text)).tasks.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'z']);
});

test('tasks of a domain that schedules globally belong to no VCPU', async () => {
  const { global, tasks } = await domain(
    'domain d { scheduler RM global  vcpu a  vcpu b  task t period 1ms wcet 1us }',
  );
  expect([global, tasks[0] !== undefined && 'vcpu' in tasks[0]]).toEqual([true, false]);
});

test('windows and quoted names', async () => {
  const machine =
    await onlyMachine(`machine m { scheduler ARINC653 major-frame 10ms  window "a b"."v" at 1ms for 2ms }
    domain "a b" { vcpu "v" }`);
  expect(machine.policy).toEqual({
    kind: 'ARINC653',
    majorFrame: 10_000_000,
    windows: [{ domain: 'a b', vcpu: 'v', at: 1_000_000, length: 2_000_000 }],
  });
});

test('windows and a frame that are left to the tool', async () => {
  const machine =
    await onlyMachine(`machine m { cores 2 scheduler ARINC653  window d.b  window d.a at 1ms for 2ms }
    domain d { vcpu a  vcpu b core 1 }`);
  expect(machine.policy).toEqual({
    kind: 'ARINC653',
    majorFrame: 3_000_000,
    windows: [{ domain: 'd', vcpu: 'a', at: 1_000_000, length: 2_000_000 }],
    open: { vcpus: [{ domain: 'd', vcpu: 'b', core: 1 }], frame: true },
  });
});

describe('imports', () => {
  const files = {
    'boards.hsched': 'machine board { cores 4 }\ndomain base { }',
    'guests.hsched':
      'import "boards.hsched"\nimport "main.hsched"\ndomain guest { task t period 10ms wcet 1ms }',
  };

  test('stand before what imports them, and `on` means the machine they declare', async () => {
    const { machines } = await model('import "guests.hsched"\ndomain own { }', files);
    expect(machines.map(({ name, domains }) => [name, domains.map((one) => one.name)])).toEqual([
      ['board', ['base', 'guest', 'own']],
    ]);
  });

  test('places name the file', async () => {
    const { places } = await lowered('import "guests.hsched"', files);
    expect(places.find({ kind: 'task', domain: 'guest', task: 't' })?.whole.uri).toMatch(
      /guests\.hsched$/,
    );
  });

  test('`on` left out in an imported file means the machine that file sees', async () => {
    const { machines } = await model('import "guests.hsched"\nmachine other { }', {
      ...files,
      'guests.hsched': 'import "boards.hsched"\ndomain guest { }',
    });
    expect(machines.map(({ name, domains }) => [name, domains.map((one) => one.name)])).toEqual([
      ['board', ['base', 'guest']],
      ['other', []],
    ]);
  });
});

describe('what cannot be understood is left out, and its domain is incomplete', () => {
  test.each([
    ['domain d { task t period 10ms  task u period 10ms wcet 1ms }', ['u']],
    ['domain d { task t period 10 wcet 1ms  task u period 10ms wcet 1ms }', ['u']],
    ['domain d { task t period 0ms wcet 1ms  task u period 10ms wcet 1ms }', ['u']],
    ['domain d { task t period 10ms wcet 1ms bcet 2ms  task u period 10ms wcet 1ms }', ['u']],
    ['domain d { task t period 10ms wcet 1ms wcet 2ms  task u period 10ms wcet 1ms }', ['u']],
    ['domain d { task t period 10ms wcet 1ms on nobody  task u period 10ms wcet 1ms }', ['u']],
    [
      'domain d { scheduler FP task t period 10ms wcet 1ms  task u period 10ms wcet 1ms priority 1 }',
      ['u'],
    ],
    ['domain d { run nothing  task u period 10ms wcet 1ms }', ['u']],
    ['domain d { task u period 10ms wcet 1ms  task u period 20ms wcet 1ms }', ['u']],
    [
      'domain d { vcpu a  vcpu b  task t period 10ms wcet 1ms  task u period 10ms wcet 1ms on b }',
      ['u'],
    ],
  ])('%s', async (text, tasks) => {
    const found = await domain(text);
    expect([found.incomplete, found.tasks.map(({ name }) => name)]).toEqual([true, tasks]);
  });

  test.each([
    ['vcpu v0 period 10ms budget 11ms', { period: { kind: 'fixed', period: 10_000_000 } }],
    [
      'vcpu v0 period 10ms budget 6ms deadline 5ms',
      { period: { kind: 'fixed', period: 10_000_000 }, deadline: 5_000_000 },
    ],
    ['vcpu v0 period 10ms deadline 11ms', { period: { kind: 'fixed', period: 10_000_000 } }],
    ['vcpu v0 period 0ms', { period: { kind: 'open' } }],
    ['vcpu v0 period 5ms..2ms', { period: { kind: 'open' } }],
    ['vcpu v0 core 2', { period: { kind: 'open' } }],
    ['vcpu v0 budget 1.5', { period: { kind: 'open' } }],
  ])('%s', async (text, expected) => {
    const found = await domain(`domain d { ${text}  task t period 10ms wcet 1ms }`);
    expect(found.vcpus).toEqual([{ name: 'v0', extratime: false, ...expected }]);
    expect([found.incomplete, found.tasks.length]).toEqual([true, 1]);
  });

  test('a flaw of the machine is one of all its domains', async () => {
    const { cores, domains } = await onlyMachine('machine m { cores 0 } domain a { } domain b { }');
    expect([cores, domains.map(({ incomplete }) => incomplete)]).toEqual([[0], [true, true]]);
  });

  test('a name declared twice means the first, which is incomplete', async () => {
    const { domains } = await onlyMachine(
      'machine m { } domain a { weight 1 } domain a { weight 2 } domain b { }',
    );
    expect(domains.map(({ name, weight, incomplete }) => [name, weight, incomplete])).toEqual([
      ['a', 1, true],
      ['b', 256, false],
    ]);
  });

  test('leave to wait for a quiet guest', async () => {
    const { scenarios } = await model(`machine m { } domain d { vcpu v0 }
      scenario s { at 0ms start d  at 1ms set d.v0 when-quiet period 5ms  at 2ms set d.v0 period 6ms }`);
    const set = { kind: 'set', domain: 'd', vcpu: 'v0' };
    expect(scenarios[0]?.steps.slice(1)).toEqual([
      { at: 1_000_000, action: { ...set, period: 5_000_000, whenQuiet: true } },
      { at: 2_000_000, action: { ...set, period: 6_000_000 } },
    ]);
  });

  test('steps that cannot be meant', async () => {
    const { scenarios } = await model(`machine m { } domain d { vcpu v0 }
      scenario s { at 0ms start d, x  at 5ms set d.v0 budget 1  at 2ms set d.v0 budget 1ms  at 6ms foo  at 7ms stop d }`);
    expect(scenarios[0]?.steps).toEqual([
      { at: 0, action: { kind: 'start', domains: ['d'] } },
      { at: 7_000_000, action: { kind: 'stop', domains: ['d'] } },
    ]);
  });
});

test('a scenario leaves out what concerns a pool or machine whose cores are not understood', async () => {
  const { scenarios } = await model(`
    machine m { cores 4  pool p { cores 3-2 } }
    domain a on m { vcpu v0 }  domain b on m.p { vcpu v0 }  domain c on nowhere { vcpu v0 }
    scenario s on m { at 0ms start a, b, c  at 1ms migrate a to m.p  at 2ms stop b
      at 3ms set b.v0 budget 1ms  at 4ms add task b.t period 9ms wcet 1ms  at 5ms stop a }
    scenario inside on m.p { at 0ms start b }`);
  expect(scenarios.map(({ name, steps }) => [name, steps.map(({ action }) => action)])).toEqual([
    [
      's',
      [
        { kind: 'start', domains: ['a'] },
        { kind: 'stop', domains: ['a'] },
      ],
    ],
  ]);
});

test('of a step, those domains that it cannot be meant for', async () => {
  const { scenarios } = await model(`machine m { } domain d { vcpu v0 } domain e { vcpu v0 }
    scenario s { at 0ms start d, e, d  at 1ms stop e  at 2ms stop e, d }`);
  expect(scenarios[0]?.steps.map(({ action }) => action)).toEqual([
    { kind: 'start', domains: ['d', 'e'] },
    { kind: 'stop', domains: ['e'] },
    { kind: 'stop', domains: ['d'] },
  ]);
});

test.each([
  ['window d.v0 at 0ms for 10ms', undefined],
  ['window d.v0 at 0ms for', true],
  ['window d.v1 at 0ms for 10ms', undefined],
  ['window x.v1 at 0ms for 10ms', true],
  ['window d.v0 at 0ms for 10', true],
  ['window d.v0', undefined],
  ['window d.v0 at 0ms', true],
  ['window d.v0 window d.v0', true],
  ['window d.v0 window d.v0 at 0ms for 10ms', true],
])('%s: a window that is not understood may be one of any domain', async (line, incomplete) => {
  const { policy } = await onlyMachine(
    `machine m { scheduler ARINC653 major-frame 50ms  ${line} } domain d { vcpu v0 }`,
  );
  expect(policy).toMatchObject({ kind: 'ARINC653' });
  expect('incomplete' in policy ? policy.incomplete : undefined).toBe(incomplete);
});
