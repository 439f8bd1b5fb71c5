import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPanel, type PanelPage, systemMessage } from '../../../scripts/bench/pages/panel.ts';
import { landing } from '../../support/landing.ts';

describe('a change of plan that is refused', () => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await openPanel({ first: await systemMessage(landing) });
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('comes first in Why, where nothing else fails, with its window, its run and the miss', async () => {
    const { page } = panel;
    await page.getByRole('tab', { name: 'Why' }).click();
    const why = page.locator('.why');
    await why.locator('.run-axis').waitFor();
    expect(await why.locator('select option').allTextContents()).toEqual([
      'autopilot.v0, as plan first gives way to landing at 120 ms',
      'autopilot.v0',
    ]);
    const reasons = await why.locator('.reason').allTextContents();
    expect(reasons.join(' ')).toContain('would fail');
    expect(reasons[1]).toBe(
      'control misses its deadline: from 110 ms to 124 ms, 4 ms are asked for and 0 ms are supplied.',
    );
    expect(await why.locator('.run-axis').getAttribute('aria-label')).toContain(
      'from 110 ms to 124 ms',
    );
    expect(await why.locator('.run-axis text').allTextContents()).toContain('plan landing');
    const names = why.locator('.worst-run .names li');
    await expect.poll(() => names.allTextContents()).toEqual(['autopilot.v0', 'control']);
  });

  test('gives way to a VCPU that is picked, and comes back when its step is asked about', async () => {
    const { page } = panel;
    const why = page.locator('.why');
    await why.locator('select').selectOption('autopilot.v0');
    await why.locator('svg.curves:not(.run-axis)').waitFor();
    await panel.send({
      type: 'show',
      view: 'why',
      element: { kind: 'step', scenario: 'flight', index: 1 },
    });
    await why.locator('.run-axis').waitFor();
    await why.getByRole('button').click();
    const revealed = async () => (await panel.sent('reveal')).at(-1)?.element;
    await expect.poll(revealed).toEqual({ kind: 'step', scenario: 'flight', index: 1 });
  });
});
