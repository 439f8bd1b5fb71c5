import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readXen } from '../../formats/xen/read.ts';
import { measuredVcpus } from '../../formats/xentrace/measured.ts';
import { stretchesOf } from '../../formats/xentrace/stretches.ts';
import { analyze } from '../../scheduling/analyze.ts';
import { hypersched } from '../cli/built-command.ts';
import { modelOf } from '../support/model-of.ts';
import { booted, lateness, promptTimers, succeed } from './support/booted.ts';
import { clear, type Exported, exportSystem, stateOf, systemText } from './support/deployment.ts';
import { fared } from './support/guest-tasks.ts';
import { importHost, prefixOf } from './support/read-back.ts';

const host = booted({ processors: 1, xen: `sched=rtds ${promptTimers}` });
const text = systemText('rtds');

describe('a deployment that must fail', () => {
  test('is undone: guests, and what was set for Dom0', async () => {
    const before = await stateOf(host());
    const { exported, deploy } = await exportSystem(host(), 'too-large', text, {
      memory: { video: 100_000 },
    });
    expect(exported.err).toBe('');
    const { status, out, err } = await deploy();
    expect(status).toBe(1);
    expect(out).toContain('xl create -p ./control.xl.cfg');
    expect(out).toContain('xl destroy control');
    expect(err).toMatch(/Everything is as it was\.\s*$/);
    expect(await stateOf(host())).toBe(before);
  });

  test('changes nothing where a name is taken', async () => {
    await succeed(host(), 'sed s/control/video/ too-large/control.xl.cfg >/tmp/other.cfg');
    await succeed(host(), 'xl create -p /tmp/other.cfg');
    const before = await stateOf(host());
    const { deploy } = await exportSystem(host(), 'taken', text);
    const { status, out, err } = await deploy();
    expect(status).toBe(1);
    expect(out).not.toContain('+ ');
    expect(err).toContain('A domain of the name video is there already');
    expect(await stateOf(host())).toBe(before);
    await clear(host());
  });
});

describe('two guests that are proven', () => {
  let before = '';
  let system: Exported;

  beforeAll(async () => {
    before = await stateOf(host());
    system = await exportSystem(host(), 'proven', text, { busy: ['busy'] });
    const { exported, deploy } = system;
    expect(exported.err).toBe('');
    expect((await deploy('--dry-run')).status).toBe(0);
    expect(await succeed(host(), 'xl list')).not.toContain('control');
    const { status, err } = await deploy();
    expect([status, err]).toEqual([0, expect.any(String)]);
    await succeed(host(), 'sleep 3');
  });

  test('miss nothing in 3 s by their own logs, and answer in the proven times', async () => {
    const { domains } = analyze(await modelOf(text));
    for (const { domain, tasks } of domains) {
      if (tasks.length === 0) continue;
      const seen = await fared(host(), domain);
      for (const { task, response, deadline } of tasks) {
        const { jobs = 0, missed, longest } = seen.get(task) ?? {};
        expect([domain, task, missed]).toEqual([domain, task, 0]);
        expect(jobs).toBeGreaterThanOrEqual(30);
        expect(longest).toBeLessThanOrEqual(response ?? deadline);
      }
    }
  });

  test('have what the file says, as the monitor sees it', async () => {
    const file = join(host().folder, 'proven', 'system.hsched');
    const words = ['monitor', file, '--via', prefixOf(host()), '--once', '--format', 'json'];
    const { code, out } = await hypersched([...words, '--patience', '60s']);
    const seen = JSON.parse(out);
    expect(seen).toMatchObject({ connected: true, drift: [], verdict: 'schedulable' });
    expect(seen.pools).toMatchObject([{ name: 'Pool-0', scheduler: 'RTDS' }]);
    const names = seen.pools[0].domains.map(({ name }: { name: string }) => name);
    expect(names.toSorted()).toEqual(['Domain-0', 'busy', 'control', 'video']);
    expect(code).toBe(0);
  });

  test('are imported as they were exported, but for what Xen forgets', async () => {
    expect(await importHost(host(), 'proven')).toMatchObject([
      {
        cores: [0],
        policy: { kind: 'RTDS' },
        domains: [
          domain('Domain-0', 'dom0', 5000, 395, true),
          domain('control', 'pv', 5000, 1815, false),
          domain('video', 'pv', 5000, 920, false),
          domain('busy', 'pv', 20_000, 865, false),
        ],
      },
    ]);
  });

  test('leave traces in which no gap is longer than the bound', async () => {
    await succeed(host(), 'xentrace -D -e 0x0002f000 -T 3 /tmp/trace && cp /tmp/trace .');
    const list = await succeed(host(), 'xl list >list; cat list');
    const trace = join(host().folder, 'trace');
    const out = join(host().folder, 'run.hstrace');
    const imported = await hypersched([
      ...['import', 'xentrace', trace, '--clock', '1'],
      ...['--domains', join(host().folder, 'list'), '--out', out],
    ]);
    expect([imported.code, imported.err]).toEqual([0, '']);
    expect(existsSync(out)).toBe(true);
    expect(imported.out).toMatch(/switch "?control"? -> /);

    const run = stretchesOf(readFileSync(trace), 1_000_000);
    expect(run.end).toBeGreaterThan(2_500_000_000);
    const { id } = readXen([{ file: 'list', text: list }]).domains.get('busy') ?? {};
    const busy = measuredVcpus(run).find(({ vcpu }) => vcpu.domain === id);
    const proven = analyze(await modelOf(text)).domains.find((each) => each.domain === 'busy');
    const bound = proven?.vcpus[0]?.longestGap ?? 0;
    // It runs once in 20 ms, so a gap is not far below that.
    expect(busy?.longestGap).toBeGreaterThan(15_000_000);
    expect(busy?.longestGap).toBeLessThanOrEqual(bound);
    expect(busy?.mostInPeriod).toBeLessThan(865_000 + lateness);
  });

  test('are taken down on purpose, and Xen is as it was before', async () => {
    const asked = await system.takeDown('</dev/null');
    expect([asked.status, asked.err]).toEqual([1, 'Nothing was done.\n']);
    expect(asked.out).toContain('+ xl destroy control\n');
    expect(await succeed(host(), 'xl list')).toContain('control');
    const { status, err } = await system.takeDown('--yes');
    expect([status, err]).toEqual([0, '']);
    expect(await stateOf(host())).toBe(before);
    expect((await system.takeDown('--yes')).err).toContain('Nothing is deployed');
  });
});

test('a budget below the proven smallest one lets the guest miss', async () => {
  const short = text.replace(/(domain control[\s\S]*?vcpu v0 +period 5ms)/, '$1  budget 1.3ms');
  const { exported, deploy } = await exportSystem(host(), 'short', short, {
    busy: ['busy'],
    options: ['--unproven'],
  });
  expect(exported.err).toContain('warning');
  expect((await deploy()).status).toBe(0);
  await succeed(host(), 'sleep 3');
  const { missed = 0 } = (await fared(host(), 'control')).get('steer') ?? {};
  expect(missed).toBeGreaterThan(0);
  expect((await fared(host(), 'video')).get('decode')?.missed).toBe(0);
});

function domain(name: string, type: string, period: number, budget: number, extratime: boolean) {
  const vcpu = {
    period: { kind: 'fixed', period: period * 1000 },
    budget: budget * 1000,
    extratime,
  };
  return { name, type, vcpus: [vcpu] };
}
