import { describe, expect, test } from 'vitest';
import { findingTitles } from '../../../messages/findings/titles.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import type { Domain } from '../../../scheduling/model/model.ts';
import { modelOfFile } from '../../support/model-of.ts';
import {
  domain,
  type MachineParts,
  MS,
  machine,
  system,
  task,
  US,
  vcpu,
} from '../../support/systems.ts';
import { told } from '../../support/told.ts';

function found(domains: readonly Domain[], more: MachineParts = {}) {
  return findings(analyze(system([machine(domains, more)]))).map(told);
}

function only(domains: readonly Domain[], more: MachineParts = {}) {
  const all = found(domains, more);
  const [first] = all;
  if (first === undefined || all.length !== 1)
    throw new Error(`not one finding: ${JSON.stringify(all)}`);
  return first;
}

describe('the paper’s testbed', async () => {
  const all = findings(analyze(await modelOfFile('examples/paper-testbed.hsched'))).map(told);
  test('says what can miss, when, by how much, and what would do', () => {
    const guest1 = all.find(
      ({ element }) => element.kind === 'vcpu' && element.domain === 'guest1',
    );
    expect(guest1).toMatchObject({
      code: 'guest-unschedulable',
      severity: 'error',
      attribute: 'budget',
    });
    expect(guest1?.message).toBe(
      'actuate can miss its 15 ms deadline by 0.85 ms: in a window of 15 ms guest1.v0 is sure to supply 4.6 ms, 5.05 ms are asked for. A budget of 2.513 ms would do.',
    );
  });
  test('relates the tasks that fill the window and the machine', () => {
    const guest1 = all.find(
      ({ element }) => element.kind === 'vcpu' && element.domain === 'guest1',
    );
    expect(guest1?.related.map(({ message }) => message)).toEqual([
      'sensor asks for 1 ms in every 10 ms',
      'actuate asks for 3 ms in every 20 ms',
      'testbed gives guest1.v0 2.3 ms in every 5 ms, at worst after 5.4 ms without',
    ]);
  });
  test('refuses the start of what can miss, at its step', () => {
    const step = all.find(({ element }) => element.kind === 'step' && element.index === 1);
    expect(step).toMatchObject({ code: 'scenario-refused', severity: 'error' });
    expect(step?.message).toMatch(
      /^start guest1 is refused: guest1\.v0 would fail: actuate can miss/,
    );
  });
});

describe('inside a VCPU', () => {
  test('under EDF too it says by how much', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS, { deadline: 20 * MS })],
    );
    expect(only([own]).message).toBe(
      't can miss its 20 ms deadline by 17 ms: in a window of 20 ms d.v0 is sure to supply 2 ms, 5 ms are asked for. A budget of 5 ms would do.',
    );
  });
  test('a task that holds beside its neighbors is a warning, and a hint where no more is owed', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS)],
    );
    expect(only([own])).toMatchObject({
      code: 'guest-unschedulable',
      severity: 'warning',
      message:
        'd.v0 can miss by its interface alone (t, by 7 ms); with these neighbors it cannot. A budget of 2.5 ms holds beside any.',
    });
    expect(only([own], { guarantee: 'here' }).severity).toBe('hint');
  });
  test('a neighbor that is not proven to be served in time helps nobody', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS)],
    );
    const open = domain('n', [vcpu('v0', { period: 10 * MS, budget: 9 * MS })]);
    const found = findings(analyze(system([machine([own, open])])));
    expect(found.find(({ code }) => code === 'guest-unschedulable')?.severity).toBe('error');
  });
  test('where the miss is too far away for a window it comes in the long run', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 5 * MS })],
      [
        task('a', 10 * MS, 4 * MS, { deadline: 20 * MS }),
        task('b', 3000 * MS, 300 * MS + 1, { deadline: 4000 * MS }),
      ],
      { policy: { kind: 'RM' } },
    );
    expect(only([own]).message).toMatch(
      /^b can miss its 4 s deadline: in the long run its tasks ask for more than d.v0 is sure to supply\./,
    );
  });
  test('where no budget would do it stands at the task', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 50 * MS, deadline: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS)],
    );
    expect(only([own])).toMatchObject({
      element: { kind: 'task', domain: 'd', task: 't' },
      attribute: 'wcet',
    });
    expect(only([own]).message).toMatch(/With a period of 50 ms no budget would do\.$/);
  });
  test('where the budget was left open and none would do it says so', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 50 * MS, deadline: 10 * MS })],
      [task('t', 30 * MS, 5 * MS)],
    );
    expect(only([own])).toMatchObject({ code: 'guest-unschedulable', element: { kind: 'task' } });
    expect(only([own]).message).toMatch(
      /^d\.v0: no budget would do, because even with all the time there is, t can miss/,
    );
  });
  test('a task that cannot end in time even alone has been told by the text', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 10 * MS })],
      [task('t', 30 * MS, 5 * MS, { deadline: 4 * MS })],
    );
    expect(found([own])).toEqual([]);
  });
  test('nothing is told of windows that are not legal, or not all understood: the text says so', () => {
    const own = domain('d', [vcpu('v0', {})], [task('t', 30 * MS, 5 * MS)]);
    const frame = { kind: 'ARINC653', majorFrame: 10 * MS } as const;
    const late = { domain: 'd', vcpu: 'v0', at: 9 * MS, length: 2 * MS };
    expect(found([own], { policy: { ...frame, windows: [late] } })).toEqual([]);
    expect(found([own], { policy: { ...frame, windows: [], incomplete: true } })).toEqual([]);
    const stray = { domain: 'd', vcpu: 'v1', at: 0, length: MS };
    expect(found([own], { policy: { ...frame, windows: [stray] } })).toEqual([]);
    expect(only([own], { policy: { ...frame, windows: [] } }).code).toBe('guest-unschedulable');
  });
  test('a soft task that can miss is a warning at the task', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 30 * MS, 5 * MS, { soft: {} })],
    );
    expect(only([own])).toMatchObject({
      code: 'soft-can-miss',
      severity: 'warning',
      element: { kind: 'task', task: 't' },
    });
  });
  test('what lies between the two sides of the test is a warning that names the test', () => {
    const tasks = [task('t', 30 * MS, 4 * MS, { deadline: 20 * MS })];
    const own = domain('d', [vcpu('v0', { period: 10 * MS, budget: 4 * MS })], tasks, {
      taskSwitch: US,
    });
    const neighbor = domain('n', [vcpu('v0', { period: 10 * MS, budget: 6 * MS })]);
    const found = only([neighbor, own]);
    expect(found).toMatchObject({ code: 'not-proven', severity: 'warning' });
    expect(found.message).toMatch(/Tried: processor demand.*A simulation can show more\.$/);
  });
  test('a budget far above what is needed is a hint', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 8 * MS })],
      [task('t', 100 * MS, 5 * MS)],
    );
    expect(only([own])).toMatchObject({
      code: 'budget-oversized',
      severity: 'hint',
      attribute: 'budget',
    });
  });
  test('a VCPU that is given nothing is told', () => {
    expect(only([domain('d', [vcpu('v0')])])).toMatchObject({
      code: 'vcpu-gets-nothing',
      severity: 'warning',
    });
  });
  test('nothing is told of what is merely half written', () => {
    const own = domain(
      'd',
      [vcpu('v0', { period: 10 * MS, budget: 2 * MS })],
      [task('t', 100 * MS, 5 * MS)],
      { incomplete: true },
    );
    expect(found([own])).toEqual([]);
  });
});

describe('on a machine', () => {
  const busy = (name: string, budget: number) =>
    domain(name, [vcpu('v0', { period: 10 * MS, budget: budget * MS, core: 0 })]);
  test('a core that cannot serve its VCPUs', () => {
    const finding = only([busy('a', 6), busy('b', 5)]);
    expect(finding).toMatchObject({ code: 'core-unschedulable', severity: 'error' });
    expect(finding.message).toBe('m: core 0 is owed 11 ms by its VCPUs within 10 ms.');
    expect(finding.related.map(({ element }) => element)).toEqual([
      { kind: 'vcpu', domain: 'a', vcpu: 'v0' },
      { kind: 'vcpu', domain: 'b', vcpu: 'v0' },
    ]);
  });
  test('a machine that cannot', () => {
    const policy = { kind: 'EDF', placement: 'global' } as const;
    expect(only([busy('a', 6), busy('b', 5)], { policy })).toMatchObject({
      code: 'machine-unschedulable',
      severity: 'error',
    });
    const owner = (name: string) => domain(name, [vcpu('v0')]);
    expect(only([owner('a'), owner('b')], { policy: { kind: 'null' } })).toMatchObject({
      code: 'machine-unschedulable',
      message: 'm: 2 VCPUs need a core each, and there is 1.',
    });
  });
  test('VCPUs that fit on no core', () => {
    const free = (name: string) => domain(name, [vcpu('v0', { period: 10 * MS, budget: 6 * MS })]);
    expect(only([free('a'), free('b'), free('c')], { cores: 2 }).message).toMatch(
      /fits on none of the 2 cores/,
    );
  });
  test('credit is told once a machine', () => {
    const policy = { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true } as const;
    const guest = (name: string) => domain(name, [vcpu('v0')], [task('t', 10 * MS, MS)]);
    expect(only([guest('a'), guest('b')], { policy })).toMatchObject({
      code: 'credit-no-guarantee',
      severity: 'warning',
    });
  });
});

test('every finding has a code with a title, and whole sentences', async () => {
  for (const file of [
    'examples/paper-testbed.hsched',
    'examples/xen-trace.hsched',
    'test/workloads/hier.hsched',
  ]) {
    for (const { code, message } of findings(analyze(await modelOfFile(file))).map(told)) {
      expect(Object.keys(findingTitles)).toContain(code);
      expect(message).toMatch(/\.$/);
    }
  }
});
