import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { nodeProgram } from '../../scripts/node-programs.ts';
import { askUntil, type Workbench } from '../../scripts/workbench.ts';
import { openAlone, pageIn, screenshot } from './workbench.ts';

const text = `machine board { cores 1 }
domain good on board { vcpu v0 period 5ms budget 3ms task t period 20ms wcet 1ms }
domain bad on board { vcpu v0 period 20ms budget 1ms task t period 20ms wcet 4ms }
// expect: schedulable good
// expect: schedulable bad
`;

/** The run that the command writes of that system. */
function writtenRun(): Buffer {
  const folder = mkdtempSync(join(inject('directory'), 'run-'));
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('board.hsched'), text);
  const args = ['simulate', at('board.hsched'), '--trace', at('run.hstrace')];
  execFileSync(process.execPath, [nodeProgram('cli/hypersched'), ...args]);
  return readFileSync(at('run.hstrace'));
}

/** A folder with one small system and one written run. */
describe('at home in VS Code', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openAlone('board.hsched', text, { 'run.hstrace': writtenRun() });
    await workbench.line('domain good on board').waitFor();
  });

  it('the text has its colors', async () => {
    const color = (word: string) =>
      workbench.word('domain good on board', word).evaluate((span) => getComputedStyle(span).color);
    const colors = async () => new Set([await color('domain'), await color('good')]).size;
    await expect.poll(colors).toBe(2);
  });

  it('what can miss is found', async () => {
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await (await workbench.problems('t can miss its 20 ms deadline')).first().waitFor();
  });

  it('the command answers', async () => {
    await workbench.command('Hypersched: Check');
    await workbench.notification('board.hsched is unschedulable');
    await screenshot(workbench, 'home-check');
  });

  it('the extension has an output channel of its own', async () => {
    await workbench.command('Output: Show Output Channels...', 'Hypersched');
    // The settings editor's text goes through a native module that this VS Code lacks.
    await workbench.page
      .locator('.panel .monaco-select-box', { hasText: 'Hypersched' })
      .or(
        workbench.page
          .locator('.panel select')
          .filter({ has: workbench.page.locator('option', { hasText: 'Hypersched' }) }),
      )
      .first()
      .waitFor();
  });

  const tree = (pane: string) => workbench.page.locator(`${pane} .monaco-list-row`);

  it('the Schedulability view shows what fails alone where that is wanted', async () => {
    const { page } = workbench;
    await page.locator('.activitybar .action-item:has(a[aria-label^="Hypersched"])').click();
    const rows = tree('.pane-body');
    await rows.filter({ hasText: 'good' }).first().waitFor();
    await workbench.command('Hypersched: Show Failing Elements Only');
    await rows.filter({ hasText: 'good' }).first().waitFor({ state: 'detached' });
    await rows.filter({ hasText: 'bad' }).first().waitFor();
    await screenshot(workbench, 'home-failing-only');
    await workbench.command('Hypersched: Show All Elements');
    await rows.filter({ hasText: 'good' }).first().waitFor();
  });

  it('expectations are tests', async () => {
    await workbench.command('Testing: Focus on Test Explorer View');
    const row = (name: string) => tree('.test-explorer').filter({ hasText: name }).first();
    await row('board.hsched').waitFor();
    const failed = workbench.page.locator('.test-explorer [aria-label*="failed" i]');
    await askUntil(row('board.hsched').and(failed), () => workbench.command('Test: Run All Tests'));
    await screenshot(workbench, 'home-testing');
  });

  it('a lane has a context menu that leads to why it misses', async () => {
    const { page } = workbench;
    await workbench.line('domain bad on board').click();
    await workbench.command('Hypersched: Simulate');
    const lane = pageIn(workbench).locator('.lane.vcpu', { hasText: 'v0' }).last();
    const menu = page.locator('.context-view .action-label');
    await askUntil(menu.filter({ hasText: 'Pin or Unpin the Lane' }), () =>
      lane.click({ button: 'right' }),
    );
    await screenshot(workbench, 'home-lane-menu');
    await menu.filter({ hasText: 'Show Why' }).click();
    await pageIn(workbench).locator('svg.curves').first().waitFor();
  });

  it('a written run opens in the timeline', async () => {
    await workbench.command('View: Close All Editors');
    await workbench.command('View: Show Explorer');
    await workbench.openInExplorer('run.hstrace');
    const panel = pageIn(workbench);
    await panel.locator('.lane.task', { hasText: 't' }).first().waitFor();
    await panel.locator('#tab-numbers').click();
    await panel.locator('.numbers table').first().waitFor();
    await screenshot(workbench, 'home-written-run');
    expect(await panel.locator('#tab-why').count()).toBe(0);
  });
});
