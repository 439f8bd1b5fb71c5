import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { readXen } from '../../formats/xen/read.ts';
import { stretchesOf } from '../../formats/xentrace/stretches.ts';
import { run } from '../../scripts/xen-lab/tools.ts';
import { hypersched } from '../cli/built-command.ts';
import { booted, lateness, promptTimers, succeed } from './support/booted.ts';
import { type Exported, exportSystem, stateOf, systemText } from './support/deployment.ts';
import { prefixOf } from './support/read-back.ts';

const host = booted({ processors: 1, xen: `sched=arinc653 ${promptTimers}` });
const text = systemText('windows');
const ms = 1_000_000;

describe('windows of ARINC653', () => {
  let before = '';
  let system: Exported;
  const state = async () =>
    `${await stateOf(host())}\n${await succeed(host(), 'deployed/arinc653 0 get')}`;

  beforeAll(async () => {
    system = await exportSystem(host(), 'deployed', text, { busy: ['nav', 'cam'] });
    expect(system.exported.err).toBe('');
  });

  test('are loaded by a program that compiles without a warning', async () => {
    const { headers, root } = inject('lab');
    run(
      'gcc',
      [
        ...['-Wall', '-Wextra', '-Werror', '-isystem', join(headers, 'usr/include')],
        ...['arinc653.c', '-o', 'arinc653'],
        ...[join(root, 'usr/lib/x86_64-linux-gnu/libxenctrl.so.4.17')],
        '-Wl,--unresolved-symbols=ignore-in-shared-libs',
      ],
      join(host().folder, 'deployed'),
    );
    before = await state();
    const { status, out, err } = await system.deploy();
    expect([status, out, err]).toEqual([0, expect.any(String), expect.any(String)]);
    expect(await state()).not.toBe(before);
  });

  test('lie in the trace where the file says', async () => {
    await succeed(host(), 'xentrace -D -e 0x0002f000 -T 2 /tmp/trace && cp /tmp/trace .');
    const list = await succeed(host(), 'xl list');
    const { domains } = readXen([{ file: 'list', text: list }]);
    const { stretches } = stretchesOf(readFileSync(join(host().folder, 'trace')), ms);
    const of = (name: string) => {
      const id = domains.get(name)?.id;
      // The first and the last may be cut.
      const own = stretches.filter(({ vcpu, kind }) => vcpu?.domain === id && kind === 'runs');
      return joined(own.toSorted((a, b) => a.start - b.start)).slice(1, -1);
    };
    const [nav, cam, dom0] = [of('nav'), of('cam'), of('Domain-0')];
    expect(nav.length).toBeGreaterThan(80);
    for (const { start, end } of nav) {
      expect(Math.abs(end - start - 4 * ms)).toBeLessThan(lateness);
      const after = cam.find((window) => window.start > start);
      if (after !== undefined) {
        expect(Math.abs(after.start - start - 5 * ms)).toBeLessThan(lateness);
        expect(Math.abs(after.end - after.start - 5 * ms)).toBeLessThan(lateness);
      }
      const next = nav.find((window) => window.start > start);
      if (next !== undefined) expect(Math.abs(next.start - start - 20 * ms)).toBeLessThan(lateness);
    }
    // Dom0 runs only as long as its window lasts, which ends as that of nav begins.
    const whole = dom0.filter(({ start }) => start > (nav[0]?.start ?? 0));
    expect(whole.length).toBeGreaterThan(10);
    for (const { start, end } of whole) {
      const frame = nav.find((window) => window.start >= start)?.start;
      if (frame === undefined) continue;
      expect(start).toBeGreaterThan(frame - 8 * ms - lateness);
      expect(end).toBeLessThan(frame + lateness);
    }
  });

  test('differ in nothing from the file, as the monitor sees it', async () => {
    const file = join(host().folder, 'deployed', 'system.hsched');
    const words = ['monitor', file, '--via', prefixOf(host()), '--once', '--format', 'json'];
    const { out } = await hypersched([...words, '--patience', '60s']);
    expect(JSON.parse(out)).toMatchObject({ connected: true, drift: [] });
  });

  test('go with their guests when they are taken down, and those before come back', async () => {
    const { status, err } = await system.takeDown('--yes');
    expect([status, err]).toEqual([0, '']);
    expect(await state()).toBe(before);
  });
});

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Joins stretches that follow each other at once, as across an interrupt. */
function joined(stretches: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end } of stretches) {
    const last = spans.at(-1);
    if (last !== undefined && start - last.end < 100_000)
      spans.splice(-1, 1, { start: last.start, end });
    else spans.push({ start, end });
  }
  return spans;
}
