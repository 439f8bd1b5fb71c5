import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Workbench } from '../../scripts/workbench.ts';
import { openAlone, screenshot } from './workbench.ts';

const text = `machine board { cores 3  scheduler credit2
  pool rt { cores 1-2  scheduler RTDS } }
domain guest on board.rt { vcpu v0  period 10ms  budget 2ms  task t  period 20ms  wcet 1ms }
`;

/** A host with another pool, as `xl` prints it. */
const host = `nr_cpus                : 3
Name               CPU list
Pool-0             0,1,2

Name                                        ID   Mem VCPUs	State	Time(s)         Cpupool
Domain-0                                     0   512     1     r-----      17.9          Pool-0
`;

describe('a person deploys a file to Xen', () => {
  let workbench: Workbench;
  const out = mkdtempSync(join(inject('directory'), 'out-'));

  beforeAll(async () => {
    workbench = await openAlone('board.hsched', text, { 'host.txt': host });
    await workbench.line('domain guest on board.rt').waitFor();
  });

  it('exports it, and is told that switches are not measured', async () => {
    await workbench.start('Hypersched: Export for Xen…');
    await workbench.choosePath(out);
    const told = await workbench.notification('Exported to');
    await told.getByText('Compare with a Host…').waitFor();
    expect(await told.textContent()).toContain('board has no `overheads`');
    expect(readdirSync(out).toSorted()).toEqual([
      ...['deploy.sh', 'guest.xl.cfg', 'rt.xlcpupool.cfg', 'takedown.sh'],
    ]);
    const problem = await workbench.problems('xen/free-switches');
    await problem.first().waitFor();
    await screenshot(workbench, 'export-xen');
  });

  it('compares it with a host, before anything is deployed', async () => {
    await workbench.line('domain guest on board.rt').click();
    await workbench.start('Hypersched: Compare with a Xen Host…');
    await workbench.choosePath(join(workbench.folder, 'host.txt'));
    const diff = workbench.page.locator('.monaco-diff-editor');
    await diff.waitFor();
    await workbench.page.locator('.tab', { hasText: 'What is there ↔' }).waitFor();
    const added = diff.locator('.modified .view-line', { hasText: 'pool' });
    await added.first().waitFor();
    const shown = (side: string) => () => diff.locator(`.${side} .view-lines`).textContent();
    await expect.poll(shown('modified')).toContain('guest');
    await expect.poll(shown('original')).toContain('machine');
    expect(await shown('original')()).not.toContain('guest');
    await screenshot(workbench, 'compare-xen-host');
  });
});
