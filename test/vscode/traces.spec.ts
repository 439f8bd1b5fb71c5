import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../scripts/workbench.ts';
import { t1System } from '../formats/xentrace/recorded-run.ts';
import { openAlone, pageIn, screenshot, verdict } from './workbench.ts';

const recorded = new URL('../formats/xentrace/t1-smp1/', import.meta.url).pathname;

/** A folder with a file, a trace of the host that it describes, and what `xl` said there. */
describe('a person opens a trace of a real Xen', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openAlone('board.hsched', t1System, {
      'real.xentrace': readFileSync(join(recorded, 'trace.bin')),
      'xl-list.txt': readFileSync(join(recorded, 'xl-list.txt')),
      'xl-info.txt': 'nr_cpus : 1\ncpu_mhz : 1000.000\n',
    });
    await workbench.line('domain rt1 on board').waitFor();
    // Before the extension is known, a trace opens as any binary file.
    await verdict(workbench, 'unschedulable').waitFor();
  });

  const page = () => pageIn(workbench);

  it('with a double click, in the timeline', async () => {
    await workbench.openInExplorer('real.xentrace');
    await page().locator('.lane', { hasText: 'rt1.v0' }).first().waitFor();
    await page().locator('.lane', { hasText: 'dom0.v0' }).first().waitFor();
  });

  it('and reads what was measured beside what is proven', async () => {
    await page().getByRole('tab', { name: 'Numbers' }).click();
    await page().getByRole('columnheader', { name: 'longest gap proven' }).waitFor();
    const row = page().locator('tbody tr', { hasText: 'rt1.v0' });
    await expect.poll(() => row.first().textContent()).toMatch(/15 ms.*2\.5 ms/s);
    await screenshot(workbench, 'trace-numbers');
  });

  it('writes what the switches cost into the file, in one step', async () => {
    await workbench.command('Hypersched: Write Switch Costs into a File…');
    await workbench.line('overheads recorded {').waitFor();
    await workbench.line('switch any -> any').waitFor();
    await workbench.line('scheduler RTDS overheads recorded').waitFor();
    await workbench.command('File: Save All');
  });

  it('lays a simulated run beside the real one', async () => {
    await workbench.command('Hypersched: Compare Runs…', 'board.hsched', 'real.xentrace');
    await page().locator('.lane', { hasText: 'B rt1.v0' }).first().waitFor();
    await page().getByRole('button', { name: 'Least difference' }).click();
    await expect.poll(() => page().getByLabel('B begins after').inputValue()).toMatch(/^-/);
    await page().getByRole('button', { name: 'First difference' }).click();
    await page().locator('.lane[aria-selected=true]').waitFor();
    await screenshot(workbench, 'compare-timeline');
    await page().getByRole('tab', { name: 'Numbers' }).click();
    await page().getByRole('columnheader', { name: 'apart' }).waitFor();
    await screenshot(workbench, 'compare-numbers');
  });

  it('and finds the runs that were compared when the window is loaded anew', async () => {
    const { folder } = workbench;
    writeFileSync(join(folder, 'before.hsched'), t1System);
    writeFileSync(join(folder, 'after.hsched'), t1System.replace('2.5ms', '2.6ms'));
    await workbench.page.locator('.explorer-folders-view', { hasText: 'after.hsched' }).waitFor();
    await workbench.command('View: Close All Editors');
    await workbench.command('Hypersched: Compare Runs…', 'before.hsched', 'after.hsched');
    await page().locator('.lane', { hasText: 'B rt1.v0' }).first().waitFor();
    await page().getByRole('tab', { name: 'Numbers' }).click();
    await page().getByRole('columnheader', { name: 'apart' }).waitFor();
    await workbench.reload();
    await page().getByRole('columnheader', { name: 'apart' }).waitFor();
    await page().locator('tbody tr', { hasText: 'rt1.v0' }).first().waitFor();
    await screenshot(workbench, 'compare-reloaded');
  });

  it('and is told nothing more of a compared file that is deleted', async () => {
    const told = await workbench.problems('rt1.v0');
    const rows = workbench.page.locator('.markers-panel .monaco-list-row');
    const deleted = rows.filter({ hasText: 'after.hsched' });
    await told.first().waitFor();
    await deleted.first().waitFor();
    rmSync(join(workbench.folder, 'after.hsched'));
    await deleted.first().waitFor({ state: 'detached' });
    await told.first().waitFor();
    await screenshot(workbench, 'compare-deleted');
  });
});
