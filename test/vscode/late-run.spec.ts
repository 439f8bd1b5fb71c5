import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { file, fromSource, type Workbench } from '../../scripts/workbench.ts';
import { closeWorkbench, examples, openWorkbench, pageOf, screenshot } from './workbench.ts';

const held = `machine board { cores 2  scheduler RTDS }
domain a on board { vcpu v period 10ms budget 5ms }
domain b on board { vcpu v period 12ms budget 6ms }
domain c on board { vcpu v period 9ms budget 5ms }
`;

/** No search decides it within some seconds. */
const open = `machine board { cores 2  scheduler EDF global  servers periodic }
domain a on board { vcpu v period 7003us budget 4001us }
domain b on board { vcpu v period 11003us budget 6007us }
domain c on board { vcpu v period 9001us budget 4003us }
domain d on board { vcpu v period 13007us budget 1ms }
`;

async function openText(name: string, text: string): Promise<Workbench> {
  const place = examples();
  writeFileSync(join(place.folder, name), text);
  const workbench = await openWorkbench(place, [...fromSource(place), ...file(place, name)]);
  await workbench.line('machine board').waitFor();
  return workbench;
}

describe('a person asks why a machine is refused', () => {
  let workbench: Workbench;
  let frame: Frame;
  beforeAll(async () => {
    workbench = await openText('held.hsched', held);
    await workbench.page.locator('.statusbar-item', { hasText: 'unschedulable' }).waitFor();
  });
  afterAll(() => closeWorkbench(workbench));

  it('and sees who holds back until when, and the budget that does not come', async () => {
    await workbench.line('machine board').click();
    await workbench.command('Hypersched: Show Why');
    frame = await pageOf(workbench);
    await frame.locator('.why .run-axis').waitFor();
    expect(await frame.locator('.why .parts li').allTextContents()).toHaveLength(3);
    const names = frame.locator('.worst-run .names li');
    await expect.poll(() => names.allTextContents()).toEqual(['a.v', 'b.v', 'c.v']);
    await screenshot(workbench, 'late-run-why');
  });

  it('and plays that run in the timeline', async () => {
    await frame.getByRole('tab', { name: 'Timeline' }).click();
    await frame.getByRole('button', { name: 'Run:' }).click();
    await frame.getByLabel('Supply').selectOption({ label: 'late budget of a.v' });
    await frame.getByRole('button', { name: '1 miss' }).waitFor();
    await screenshot(workbench, 'late-run-timeline');
  });
});

describe('a person searches longer for a verdict', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openText('open.hsched', open);
  });
  afterAll(() => closeWorkbench(workbench));

  it('by a quick fix, and ends the search with a change of the text', async () => {
    const { page } = workbench;
    const fixes = page.locator('.action-widget .monaco-list-row');
    const longer = fixes.filter({ hasText: 'Search longer, with a patience of 20 s' });
    await expect
      .poll(
        async () => {
          await page.keyboard.press('Escape');
          await workbench.word('machine board', 'board').click();
          await page.locator('.editor-instance .monaco-editor.focused').waitFor();
          await page.keyboard.press('Control+.');
          // There is no fix before the first verdict.
          await fixes
            .first()
            .waitFor({ timeout: 3_000 })
            .catch(() => {});
          return await longer.count();
        },
        { timeout: 60_000, interval: 2_000 },
      )
      .toBe(1);
    await screenshot(workbench, 'search-open');
    await longer.first().click();
    const searching = page.locator('.notifications-center .notification-list-item', {
      hasText: 'Searching longer',
    });
    await workbench.command('Notifications: Show Notifications');
    await searching.waitFor();
    await screenshot(workbench, 'search-longer');
    await workbench.line('machine board').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await workbench.command('Notifications: Show Notifications');
    await searching.waitFor({ state: 'detached' });
  });
});
