import { describe, expect, test } from 'vitest';
import { isSealed, seal } from '../../../../formats/sealed.ts';
import { domainConfig } from '../../../../formats/xen/export/domain-config.ts';
import { poolConfig } from '../../../../formats/xen/export/pool-config.ts';
import { planned } from './exported.ts';

const board = (budget: string, vcpus = '') => `machine m { cores 3  scheduler credit2
  pool rt { cores 1-2  scheduler RTDS } }
  domain guest on m.rt { type pvh  vcpu v0  period 10ms  budget ${budget} ${vcpus} }`;

async function exported(text: string, before: string | null): Promise<string | null> {
  const { plan } = await planned(text);
  const pool = plan.pools.find(({ name }) => name === 'rt');
  const [domain] = pool?.domains ?? [];
  if (pool === undefined || domain === undefined) throw new Error('no domain');
  const merged = domainConfig(domain, pool, before, {});
  return merged.kind === 'merged' ? merged.text : null;
}

describe('a guest’s file', () => {
  test('is the same in each export', async () => {
    const first = await exported(board('1ms'), null);
    expect(await exported(board('1ms'), first)).toBe(first);
  });

  test('keeps what a person wrote, above the block and below', async () => {
    const first = (await exported(board('1ms'), null)) ?? '';
    const own = `kernel = "/k"\nmemory = 8\n${first}disk = [ 'x' ]\n`;
    const next = await exported(board('1ms', 'vcpu v1  period 10ms  budget 1ms'), own);
    expect(next).toContain('kernel = "/k"\nmemory = 8\n');
    expect(next).toContain("disk = [ 'x' ]\n");
    expect(next).toContain('vcpus = 2\n');
    expect(next).not.toContain('vcpus = 1\n');
    // The last assignment counts, so the block is the last.
    expect(next).toMatch(/# hypersched end\n$/);
    expect(next?.match(/hypersched begin/g)).toHaveLength(1);
  });

  test('that a person wrote alone keeps everything', async () => {
    const own = 'name = "other"\nkernel = "/k"';
    expect(await exported(board('1ms'), own)).toMatch(/^name = "other"\nkernel = "\/k"\n# hyper/);
  });

  test('whose block was edited is left alone', async () => {
    const first = (await exported(board('1ms'), null)) ?? '';
    expect(await exported(board('1ms'), first.replace('vcpus = 1', 'vcpus = 4'))).toBeNull();
    expect(await exported(board('1ms'), first.replace('# hypersched end\n', ''))).toBeNull();
  });
});

test('a pool’s file is sealed, and an edited one is known', async () => {
  const { plan } = await planned(board('1ms'));
  const [pool] = plan.pools;
  if (pool === undefined) throw new Error('no pool');
  const text = poolConfig(pool);
  expect(isSealed(text)).toBe(true);
  expect(isSealed(text.replace('"2"', '"3"'))).toBe(false);
  for (const each of ['', '#!/bin/sh\necho\n', '/* c */\n'])
    for (const comment of ['#', '//'] as const) expect(isSealed(seal(each, comment))).toBe(true);
});
