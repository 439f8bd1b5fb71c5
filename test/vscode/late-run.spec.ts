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
