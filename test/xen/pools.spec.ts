import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hypersched } from '../cli/built-command.ts';
import { booted, succeed } from './support/booted.ts';
import { type Exported, exportSystem, stateOf, systemText } from './support/deployment.ts';
import { importHost, prefixOf } from './support/read-back.ts';

// With several processors the emulator keeps no times, so nothing here looks at any.
const host = booted({ processors: 5, xen: 'sched=credit2' });
const text = systemText('pools');
/** Xen before 4.23 panics when an RTDS pool is taken away (mended in 2026-07). */
const withoutRtds = text.replace(/^ *pool rt .*\n/m, '').replace(/^domain ctl [^}]*}\n/m, '');

async function pools(): Promise<readonly (readonly string[])[]> {
  const rows = (await succeed(host(), 'xl cpupool-list')).trim().split('\n').slice(1);
  return rows.map((row) => row.split(/\s+/)).toSorted();
}

test('a deployment that must fail leaves pools, processors, shares and guests as they were', async () => {
  const before = await stateOf(host());
  const { exported, deploy } = await exportSystem(host(), 'too-large', withoutRtds, {
    memory: { batch: 100_000 },
  });
  expect(exported.err).toBe('');
  const { status, out, err } = await deploy();
  expect(status).toBe(1);
  for (const undone of ['destroy web', 'cpupool-destroy share', 'cpupool-cpu-add Pool-0 2'])
    expect(out).toContain(`+ xl ${undone}`);
  expect(err).toMatch(/Everything is as it was\.\s*$/);
  expect(await stateOf(host())).toBe(before);
});

describe('pools of RTDS, credit2 and null', () => {
  let system: Exported;

  beforeAll(async () => {
    system = await exportSystem(host(), 'deployed', text);
    const { exported, deploy } = system;
    expect(exported.err).toBe('');
    const { status, err } = await deploy();
    expect([status, err]).toEqual([0, expect.any(String)]);
  });

  test('stand as the file says', async () => {
    expect(await pools()).toEqual([
      ['Pool-0', '1', 'credit2', 'y', '2'],
      ['own', '1', 'null', 'y', '1'],
      ['rt', '1', 'rtds', 'y', '1'],
      ['share', '2', 'credit2', 'y', '1'],
    ]);
  });

  test('differ in nothing from the file, as the monitor sees it', async () => {
    const file = join(host().folder, 'deployed', 'system.hsched');
    const words = ['monitor', file, '--via', prefixOf(host()), '--once', '--format', 'json'];
    const { out } = await hypersched([...words, '--patience', '60s']);
    expect(JSON.parse(out)).toMatchObject({ connected: true, drift: [] });
  });

  test('are imported as they were exported, but for what Xen forgets', async () => {
    const machines = await importHost(host(), 'deployed');
    const named = (name: string) => machines.find((machine) => machine.name === name);
    expect(named('xen')).toMatchObject({
      cores: [0],
      policy: { kind: 'credit2' },
      domains: [
        { name: 'Domain-0', type: 'dom0', weight: 512 },
        { name: 'web', type: 'pv', weight: 128, cap: 40, vcpus: [{}] },
      ],
    });
    expect(named('xen.rt')).toMatchObject({
      cores: [1],
      policy: { kind: 'RTDS' },
      domains: [{ name: 'ctl', vcpus: [{ budget: 3_000_000, extratime: false }] }],
    });
    expect(named('xen.own')).toMatchObject({
      cores: [2],
      policy: { kind: 'null' },
      domains: [{ name: 'io', vcpus: [{ core: 2 }] }],
    });
    expect(named('xen.share')).toMatchObject({
      cores: [3, 4],
      policy: { kind: 'credit2', ratelimit: 500_000 },
      domains: [{ name: 'batch', weight: 300, cap: 80, vcpus: [{}, {}] }],
    });
  });

  test('are taken down on purpose, but for the pool whose end this Xen would not survive', async () => {
    const { status, err } = await system.takeDown('--yes');
    expect(status).toBe(1);
    expect(err).toMatch(/stays until Xen is booted anew, .*: rt$/m);
    expect(await pools()).toEqual([
      ['Pool-0', '4', 'credit2', 'y', '1'],
      ['rt', '1', 'rtds', 'y', '0'],
    ]);
    const share = await succeed(host(), 'xl sched-credit2 -d 0');
    expect(share).toMatch(/ 256 +0$/m);
    expect(await succeed(host(), 'cut -f 1,2 deployed/deployed | tail -n +2')).toBe(
      'processor\t1\npool\trt\n',
    );
  });
});

// It stays: where a pool of credit goes, Xen can wait for a timer with the lock that it wants.
test('a pool of credit has the shares and the times that are written', async () => {
  const { exported, deploy } = await exportSystem(host(), 'credit', systemText('credit'));
  expect(exported.err).toBe('');
  expect((await deploy()).status).toBe(0);
  const machines = await importHost(host(), 'credit');
  expect(machines.find(({ name }) => name === 'xen.share')).toMatchObject({
    cores: [3, 4],
    policy: { kind: 'credit', timeslice: 10_000_000, ratelimit: 500_000 },
    domains: [{ name: 'batch', weight: 300, cap: 80, vcpus: [{}, {}] }],
  });
});
