import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { file, fromSource, type Workbench } from '../../scripts/workbench.ts';
import {
  closeWorkbench,
  examples,
  openWorkbench,
  pageOf,
  screenshot,
  verdict,
} from './workbench.ts';

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
    await verdict(workbench, 'unschedulable').waitFor();
  });
  afterAll(() => closeWorkbench(workbench));

  it('and sees who holds back until when, and the budget that does not come', async () => {
    await workbench.line('machine board').click();
    await workbench.command('Hypersched: Show Why');
    frame = await pageOf(workbench);
    await frame.locator('.why .run-axis').waitFor();
    await expect.poll(() => frame.locator('.why .parts li').count()).toBe(3);
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
    const title = 'Search longer, with a patience of 20 s';
    // There is no fix before the first verdict.
    const longer = await workbench.fix('machine board', 'board', title);
    await screenshot(workbench, 'search-open');
    await longer.click();
    const searching = await workbench.notification('Searching longer');
    await screenshot(workbench, 'search-longer');
    await workbench.line('machine board').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await workbench.command('Notifications: Show Notifications');
    await searching.waitFor({ state: 'detached' });
  });
});
