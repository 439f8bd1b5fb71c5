import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { askUntil, type Workbench } from '../../scripts/workbench.ts';
import { openAlone, pageOf, screenshot, verdict } from './workbench.ts';

const held = `machine board { cores 2  scheduler RTDS }
domain a on board { vcpu v period 10ms budget 5ms }
domain b on board { vcpu v period 12ms budget 6ms }
domain c on board { vcpu v period 9ms budget 5ms }
`;

/** Its tasks leave it open at once; a search finds phases at which a budget comes late. */
const phases = `machine board { cores 2  scheduler EDF partitioned }
domain video on board { vcpu v period 4ms budget 2ms core 0  task grab period 14ms wcet 2ms }
domain audio on board { vcpu v period 9ms budget 4ms core 0  task mix period 20ms wcet 4ms }
domain log on board { vcpu v period 10ms budget 4ms core 1 }
`;

/** No two of them fit on one core, which a search alone shows. */
const unplaced = `machine board { cores 2  scheduler EDF partitioned }
domain video on board { vcpu v period 4ms budget 2ms  task grab period 14ms wcet 2ms }
domain audio on board { vcpu v period 9ms budget 4ms  task mix period 20ms wcet 4ms }
domain log on board { vcpu v period 5ms budget 2.5ms  task write period 15ms wcet 2.5ms }
`;

/** No search decides it within some seconds. */
const open = `machine board { cores 2  scheduler EDF global  servers periodic }
domain a on board { vcpu v period 7003us budget 4001us }
domain b on board { vcpu v period 11003us budget 6007us }
domain c on board { vcpu v period 9001us budget 4003us }
domain d on board { vcpu v period 13007us budget 1ms }
`;

let workbench: Workbench;

/** Opens a text as a file, and nothing beside it. */
async function openText(name: string, text: string): Promise<void> {
  workbench = await openAlone(name, text);
  await workbench.line('machine board').waitFor();
}

describe('a person asks why a machine is refused', () => {
  let frame: Frame;
  beforeAll(async () => {
    await openText('held.hsched', held);
    await verdict(workbench, 'unschedulable').waitFor();
  });

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

describe('a person asks why VCPUs find no core', () => {
  let frame: Frame;
  beforeAll(async () => {
    await openText('unplaced.hsched', unplaced);
    await verdict(workbench, 'unschedulable').waitFor();
  });

  it('and sees the run of one placement, in which a budget does not come', async () => {
    await workbench.line('machine board').click();
    await workbench.command('Hypersched: Show Why');
    frame = await pageOf(workbench);
    await frame.locator('.why .run-axis').waitFor();
    await frame.getByText('wherever the others are placed').first().waitFor();
    await expect.poll(() => frame.locator('.why .parts li').count()).toBe(2);
    const names = frame.locator('.worst-run .names li');
    await expect.poll(() => names.allTextContents()).toEqual(['video.v', 'grab', 'audio.v']);
    await screenshot(workbench, 'unplaced-why');
  });
});

describe('a person asks why in the row of a refused machine', () => {
  beforeAll(async () => {
    await openText('phases.hsched', phases);
    await verdict(workbench, 'unschedulable').waitFor();
    await workbench.page
      .locator('.activitybar .action-item:has(a[aria-label^="Hypersched"])')
      .click();
  });

  const row = (label: string) =>
    workbench.page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`).first();
  const why = (label: string) => row(label).locator('.actions a[aria-label="Show Why"]');

  it.each([
    ['machine', 'machine board, unschedulable'],
    ['core', 'core 0, unschedulable'],
  ])('of a %s, and sees the run of the core with the miss', async (kind, label) => {
    await askUntil(workbench.page.locator('.tab', { hasText: 'Run of' }), async () => {
      await row(label).hover();
      await screenshot(workbench, `late-run-row-${kind}`);
      await why(label).click();
    });
    const frame = await pageOf(workbench);
    await frame.locator('.why .run-axis').waitFor();
    const names = frame.locator('.worst-run .names li');
    await expect.poll(() => names.allTextContents()).toContain('audio.v');
    expect(await names.allTextContents()).toContain('video.v');
    expect(await names.allTextContents()).not.toContain('log.v');
    const parts = (await frame.locator('.why .parts li').allTextContents()).join('; ');
    expect(parts).toContain('has the work of its tasks, all released at 0 ms');
    await screenshot(workbench, `late-run-row-why-${kind}`);
    const tab = workbench.page.locator('.tab', { hasText: 'Run of' });
    await tab.locator('.tab-actions a').click();
    await tab.waitFor({ state: 'detached' });
  });

  it('and not in one that keeps its promises', async () => {
    await row('core 1, schedulable').hover();
    expect(await why('core 1, schedulable').count()).toBe(0);
  });

  it('or in the hover of its name', async () => {
    const link = workbench.page
      .locator('.monaco-hover:not(.hidden) a', { hasText: 'Show why' })
      .first();
    await workbench.pointAt(workbench.word('machine board', 'board'), link);
    await screenshot(workbench, 'late-run-hover');
    await link.click();
    const frame = await pageOf(workbench);
    await frame.locator('.why .run-axis').waitFor();
  });
});

describe('a person turns a number, and no test decides what it makes', () => {
  beforeAll(async () => {
    const audio = 'domain audio on board { vcpu v period 9ms budget ';
    await openText('turned.hsched', phases.replace(`${audio}4ms`, `${audio}2ms`));
    await verdict(workbench, 'unschedulable').waitFor();
  });

  it('and is soon shown the run that a search finds', async () => {
    await workbench.line('vcpu v period 9ms').click();
    await workbench.command('Hypersched: Show Why');
    const frame = await pageOf(workbench);
    const subjects = () => frame.locator('.why select option').allTextContents();
    await expect.poll(subjects).toContain('audio.v');
    expect(await subjects()).not.toContain('video.v on board');
    await frame.locator('.why select').selectOption({ label: 'audio.v' });
    await frame.getByRole('button', { name: 'What if' }).click();
    await frame.locator('[data-knob=budget]').evaluate((slider) => {
      if (!(slider instanceof HTMLInputElement)) return;
      slider.value = String(2 * Number(slider.value));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await expect.poll(subjects, { timeout: 20_000 }).toContain('video.v on board');
    await frame.locator('.why select').selectOption({ label: 'video.v on board' });
    await frame.locator('.why .run-axis').waitFor();
    await screenshot(workbench, 'late-run-turned');
  });
});

describe('a person searches longer for a verdict', () => {
  beforeAll(async () => {
    await openText('open.hsched', open);
  });

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
