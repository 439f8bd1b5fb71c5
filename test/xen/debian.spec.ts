import { expect, test } from 'vitest';
import { booted } from './support/booted.ts';
import { exportSystem, stateOf, systemText } from './support/deployment.ts';

const host = booted({ processors: 5, xen: 'sched=credit2', debian: true });

test('a Xen that lacks a scheduler says so when a pool is made, and is as it was', async () => {
  const before = await stateOf(host());
  const { deploy } = await exportSystem(host(), 'deployed', systemText('pools'));
  const { status, out, err } = await deploy();
  expect(status).toBe(1);
  expect(out).toContain('+ xl cpupool-cpu-add Pool-0 1');
  expect(err).toContain('this Xen is built without it');
  expect(err).toMatch(/Everything is as it was\.\s*$/);
  expect(await stateOf(host())).toBe(before);
});
