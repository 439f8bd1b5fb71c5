import type { Frame } from 'playwright-core';
import { beforeAll, describe, it } from 'vitest';
import { askUntil, type Workbench } from '../../scripts/workbench.ts';
import { screenshot, simulatedExample } from './workbench.ts';

/** The way of a person who lets guests come and go, and sees what became of each action. */
describe('a person simulates a scenario of open-environment.hsched', () => {
  let workbench: Workbench;
  let frame: Frame;

  beforeAll(async () => {
    ({ workbench, frame } = await simulatedExample('open-environment.hsched', 'machine edge'));
    await frame.waitForFunction(() => document.body.dataset.paintedAt !== undefined);
  });

  it('and sees in the lane of a guest the interfaces that the scenario gives it', async () => {
    await frame.getByRole('button', { name: 'Run:' }).click();
    await frame.getByLabel('Scenario').selectOption({ label: 'busy' });
    await frame.getByLabel('Scenario').press('Escape');
    const lane = frame.locator('.lane', { hasText: 'analytics.v0' }).first();
    await lane.waitFor();
    await lane.click();
    await workbench.page.keyboard.press('0');
    await screenshot(workbench, 'scenario-interfaces');
    const box = await frame.locator('canvas').first().boundingBox();
    const own = await lane.boundingBox();
    if (box === null || own === null) throw new Error('nothing is drawn');
    const y = own.y + own.height / 2;
    for (const [share, told] of [
      [0.2, '9 ms in every 20 ms'],
      [0.9, '8 ms in every 20 ms'],
    ] as const)
      await askUntil(frame.locator('.hover', { hasText: told }), async () => {
        await workbench.page.mouse.move(0, 0);
        await workbench.page.mouse.move(box.x + share * box.width, y);
      });
    await screenshot(workbench, 'scenario-interfaces-hover');
  });
});
