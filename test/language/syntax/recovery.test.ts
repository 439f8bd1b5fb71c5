import { EmptyFileSystem, URI } from 'langium';
import { describe, expect, test } from 'vitest';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';

/*
 * If one line is half typed, everything else is still lowered. `HERE` marks the line's place. The
 * test tries each of its prefixes, and leaves out each of its words.
 */

const system = `overheads slow { switch any -> any 1us }
machine m {
  cores 2
  HERE-MACHINE
  scheduler RM
}
taskset control {
  task c1 period 10ms wcet 1ms
  HERE-TASKSET
  task c2 period 20ms wcet 1ms
}
domain first on m {
  HERE-ATTRIBUTE
  scheduler EDF
  weight 7
  vcpu v0 period 5ms budget 1ms
  HERE-VCPU
  vcpu v1 period 6ms budget 1ms
  task a period 10ms wcet 1ms on v0
  HERE-TASK
  task b period 20ms wcet 2ms on v1
  HERE-RUN
  task c period 30ms wcet 3ms on v1
}
HERE-DECLARATION
domain second on m {
  scheduler RM
  vcpu v0 period 8ms
  run control on v0
  task d period 40ms wcet 4ms
}
scenario day on m {
  at 0ms start first
  HERE-STEP
  at 9ms stop first
  run 1s
}
`;

const lines: Readonly<Record<string, string>> = {
  MACHINE:
    'clock 2.66 GHz servers polling resolution 5us admission in dom0 cost 1us overheads slow',
  TASKSET: 'task half period 15ms wcet 1ms deadline 12ms soft misses 1%',
  ATTRIBUTE: 'type hvm kernel latency 5us task-switch 5 cycles cap 50% releases aligned',
  VCPU: 'vcpu half period 2ms..20ms budget 1ms deadline 2ms core 0 extratime',
  TASK: 'task half period 10ms wcet 1ms deadline 9ms jitter 1us priority 7 sporadic soft misses 1% on v0',
  RUN: 'run nobody on v0',
  DECLARATION: 'import "other.hsched"',
  STEP: 'at 5ms add task extra period 10ms wcet 1ms to second.v0',
};

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

async function lowered(here: string, line: string): Promise<SystemModel> {
  const text = system.replaceAll(/HERE-(\w+)/g, (_, name) => (name === here ? line : ''));
  const document = await loadText(shared, text, URI.parse('memory:/recovery.hsched'));
  return lower(document, Hypersched).model;
}

/** All named elements, besides the half-typed one, and the steps of the scenario. */
function elements({ machines, scenarios }: SystemModel): string[] {
  const found: string[] = [];
  for (const { name, policy, domains } of machines) {
    found.push(`machine ${name} ${policy.kind}`);
    for (const domain of domains) {
      found.push(`domain ${domain.name} ${domain.policy.kind} ${domain.weight}`);
      for (const vcpu of domain.vcpus)
        found.push(`vcpu ${domain.name}.${vcpu.name} ${JSON.stringify(vcpu.period)}`);
      for (const task of domain.tasks)
        found.push(`task ${domain.name}.${task.name} ${task.period} ${task.wcet} ${task.vcpu}`);
    }
  }
  for (const { name, steps, run } of scenarios) {
    found.push(`scenario ${name} ${run}`);
    for (const { at, action } of steps) found.push(`step ${at} ${action.kind}`);
  }
  return found;
}

describe.each(Object.entries(lines))('%s: %s', (here, line) => {
  test('every prefix of the line takes nothing else away', async () => {
    const expected = elements(await lowered('', ''));
    for (let end = 0; end <= line.length; end++) {
      const left = new Set(elements(await lowered(here, line.slice(0, end))));
      expect(
        expected.filter((element) => !left.has(element)),
        line.slice(0, end),
      ).toEqual([]);
    }
  });

  test('the line without any one of its words takes nothing else away', async () => {
    const expected = elements(await lowered('', ''));
    const words = line.split(' ');
    for (let i = 0; i < words.length; i++) {
      const without = words.filter((_, other) => other !== i).join(' ');
      const left = new Set(elements(await lowered(here, without)));
      expect(
        expected.filter((element) => !left.has(element)),
        without,
      ).toEqual([]);
    }
  });
});

test('a half typed task makes its own domain incomplete, and no other', async () => {
  const [machine] = (await lowered('TASK', 'task half period')).machines;
  expect(machine?.domains.map(({ name, incomplete }) => [name, incomplete])).toEqual([
    ['first', true],
    ['second', false],
  ]);
});

test('a half typed task of a task set makes those incomplete that run it', async () => {
  const [machine] = (await lowered('TASKSET', 'task half period')).machines;
  expect(machine?.domains.map(({ name, incomplete }) => [name, incomplete])).toEqual([
    ['first', false],
    ['second', true],
  ]);
});

test.each([
  ['domain d on m { vcpu v0', [true, false]],
  ['domain d on m { task t period 10ms wcet 1ms', [true, false]],
  ['domain d on m { vcpu v0 } task t period 10ms wcet 1ms }', [true, false]],
  ['domain d on m { vcpu v0 } }', [true, false]],
  ['domain d on m { vcpu v0 # }', [true, false]],
  ['domain d on m { vcpu v0 } doma', [false, false]],
  ['domain d on m { vcpu v0 } # ', [false, false]],
  ['domain d on m { vcpu v0 } domain', [false, false]],
  ['domain d on m { vcpu v0 } machine', [false, false]],
])('%s', async (text, incomplete) => {
  const document = await loadText(
    shared,
    `machine m { }\n${text}\ndomain e on m { }\n`,
    URI.parse('memory:/r.hsched'),
  );
  expect(document.diagnostics).not.toEqual([]);
  const [machine] = lower(document, Hypersched).model.machines;
  expect(machine?.domains.map((domain) => domain.incomplete)).toEqual(incomplete);
});

describe('an attribute below a half typed line stays', () => {
  const half = [
    'task half period 10ms wcet 1ms deadline 9ms soft misses 1% on v0',
    'vcpu half period 2ms..20ms budget 1ms',
    'run nobody on v0',
    'type pv',
    'kernel latency 5us',
    'task-switch 5 cycles',
    'weight 5',
    'scheduler RR quantum 5ms global',
  ];
  const below = ['scheduler RM', 'kernel latency 7us', 'type hvm', 'weight 7', 'cap 7'];
  const cases = below.flatMap((next) =>
    half
      .filter((line) => line.split(' ')[0] !== next.split(' ')[0])
      .map((line) => [line, next] as const),
  );

  function attribute(model: SystemModel, next: string): unknown {
    const domain = model.machines[0]?.domains[0];
    return {
      s: domain?.policy.kind,
      k: domain?.kernelLatency,
      t: domain?.type,
      w: domain?.weight,
      c: domain?.cap,
    }[next.charAt(0)];
  }

  test.each(cases)('%s / %s', async (line, next) => {
    const around = (middle: string): string =>
      `machine m { }\ndomain d on m {\n  vcpu v0\n  task a period 1ms wcet 1us on v0\n  ${middle}\n  ${next}\n  task z period 1ms wcet 1us on v0\n}\ndomain e on m { }`;
    const whole = await lowerText(around(''));
    for (let end = 1; end <= line.length; end++) {
      const model = await lowerText(around(line.slice(0, end)));
      const typed = line.slice(0, end);
      expect(attribute(model, next), typed).toEqual(attribute(whole, next));
      expect(
        model.machines[0]?.domains.map(({ name }) => name),
        typed,
      ).toEqual(['d', 'e']);
      const names = model.machines[0]?.domains[0]?.tasks.map(({ name }) => name) ?? [];
      expect([names[0], names.at(-1)], typed).toEqual(['a', 'z']);
    }
  });
});

async function lowerText(text: string): Promise<SystemModel> {
  return lower(await loadText(shared, text, URI.parse('memory:/below.hsched')), Hypersched).model;
}

test.each([
  'machine half { cores 2 scheduler RM',
  'domain half on m { type pv vcpu v0 period 5ms task t period 10ms wcet 1ms',
  'domain half on m { vcpu v0 period',
  'taskset half { task t period 10ms wcet 1ms',
  'overheads half { switch any -> idle 1us',
  'scenario half on m { at 0ms start first at 5ms set first.v0 budget',
  'import "other.hsched',
])('every prefix of a declaration takes nothing else away: %s', async (line) => {
  const expected = elements(await lowered('', ''));
  for (let end = 0; end <= line.length; end++) {
    const left = new Set(elements(await lowered('DECLARATION', line.slice(0, end))));
    expect(
      expected.filter((element) => !left.has(element)),
      line.slice(0, end),
    ).toEqual([]);
  }
});

test.each([
  'machine m { scheduler FP } domain d on m { vcpu',
  'machine { window d.v0 at 0ms for 1ms } domain d { vcpu v0 }',
  'machine m { scheduler FP } domain on m { task t period 1ms wcet 1us priority 1 }',
  'machine m { } domain { vcpu a vcpu b task t period 1ms wcet 1us priority 1 weight 5 }',
])('of what has no name yet nothing is told by a name: %s', async (text) => {
  const document = await loadText(shared, text, URI.parse('memory:/nameless.hsched'));
  const messages = document.diagnostics?.map(({ message }) => String(message)) ?? [];
  expect(messages.filter((message) => message.includes('undefined'))).toEqual([]);
});
