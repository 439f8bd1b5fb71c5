import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPanel, type PanelPage, systemMessage } from '../../../scripts/bench/pages/panel.ts';

/** Each plan gives the whole of what is needed, but between them lies a gap of 20 ms. */
const landing = `
  machine module {
    scheduler ARINC653 major-frame 20ms
    window autopilot.v0 at 0ms for 10ms
    plan landing { window autopilot.v0 at 10ms for 10ms }
  }
  domain autopilot on module {
    vcpu v0
    task control  period 20ms  wcet 4ms  deadline 14ms
  }
  scenario flight on module {
    at 0ms    start autopilot
    at 110ms  plan module landing
    run 400ms
  }`;

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
    const revealed = await panel.sent('reveal');
    expect(revealed.at(-1)?.element).toEqual({ kind: 'step', scenario: 'flight', index: 1 });
  });
});
