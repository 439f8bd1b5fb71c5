import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { askUntil, type Workbench } from '../../scripts/workbench.ts';
import { cursorAt, openAlone, pageIn, screenshot, verdict } from './workbench.ts';

/** The view of a person who opens the examples. */
describe('a person opens paper-testbed.hsched', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openAlone('paper-testbed.hsched');
    await workbench.line('domain guest1 on testbed').waitFor();
  });

  /** Where elements are, top to bottom: of those that are there now, for they come and go. */
  const placesOf = (elements: Locator) =>
    elements.evaluateAll((all) =>
      all.map((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return { top, bottom };
      }),
    );
  /** Whether a red line is drawn under the VCPU of guest1. */
  const underlined = async () => {
    const [line] = await placesOf(workbench.line('vcpu v0 period 5ms'));
    const squiggles = await placesOf(workbench.page.locator('.squiggly-error'));
    return squiggles.some(({ top }) => line !== undefined && top >= line.top && top < line.bottom);
  };

  it('and sees a red line under the VCPU of guest1', async () => {
    await expect.poll(underlined).toBe(true);
  });

  it('reads in the Problems view why, in numbers', async () => {
    const entry = (await workbench.problems('actuate can miss its 15 ms deadline')).first();
    await entry.waitFor();
    const text = await entry.textContent();
    expect(text).toContain('4.6 ms');
    expect(text).toContain('5.05 ms');
    expect(text).toContain('2.513 ms');
    // A click on the entry scrolls to its place.
    await askUntil(cursorAt(workbench, 34), () => entry.click());
    await workbench.line('vcpu v0 period 5ms').waitFor();
  });

  it('sees the verdict in the status bar', async () => {
    const item = verdict(workbench, 'unschedulable');
    await item.waitFor();
    expect(await item.locator('a').getAttribute('aria-label')).toContain(
      'a hard deadline can be missed',
    );
  });

  it.each([
    ['light', 'Light Modern'],
    ['high-contrast', 'Dark High Contrast'],
    ['dark', 'Dark Modern'],
  ])('finds it readable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    const color = (word: string) =>
      workbench.word('vcpu v0 period 5ms', word).evaluate((span) => getComputedStyle(span).color);
    // The line is drawn again while the theme changes: a removed word has no color.
    const colors = async () =>
      new Set(await Promise.all([color('vcpu'), color('period'), color('5')])).size;
    await expect.poll(colors, { message: 'words, attributes and numbers differ' }).toBe(3);
    await screenshot(workbench, `problems-${name}`);
  });

  it('hovers the VCPU and is told its smallest budget', async () => {
    const hover = workbench.page
      .locator('.monaco-hover:not(.hidden)', { hasText: '2.513' })
      .first();
    await workbench.pointAt(workbench.word('vcpu v0 period 5ms', 'v0'), hover);
    await screenshot(workbench, 'hover');
  });

  it('types a task and is offered its attributes', async () => {
    const { page } = workbench;
    await workbench.line('run control on v0').click();
    await page.keyboard.press('End');
    await page.keyboard.type('\ntask watchdog per');
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    const offered = rows.filter({ hasText: 'period' }).first();
    // Suggestions while typing vanish at any redraw; a person then asks for them.
    await askUntil(offered, () => page.keyboard.press('Control+Space'));
    await screenshot(workbench, 'completion');
    await page.keyboard.press('Escape');
    // Until nothing of it is left: a part of what was typed may be taken back alone.
    const changed = page.locator('.tab.active.dirty');
    for (let undone = 0; undone < 20 && (await changed.count()) > 0; undone++) {
      await page.keyboard.press('Control+Z');
    }
    await changed.waitFor({ state: 'detached' });
  });

  it('mends the budget and the red line goes', async () => {
    await workbench.retype('vcpu v0 period 5ms', 'vcpu v0  period 5ms  budget 2.513ms  core 0');
    await workbench.line('budget 2.513ms').waitFor();
    const entry = await workbench.problems('actuate can miss');
    await entry.first().waitFor({ state: 'detached' });
    await expect.poll(underlined).toBe(false);
    await screenshot(workbench, 'mended');
  });
});

/** The side bar shows the element that has to change, without a look at the text. */
describe('a person opens the Schedulability view', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openAlone('paper-testbed.hsched');
    await workbench.line('domain guest1 on testbed').waitFor();
    await workbench.page
      .locator('.activitybar .action-item:has(a[aria-label^="Hypersched"])')
      .click();
  });

  /** A row, by its text read aloud. */
  const row = (label: string) =>
    workbench.page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`).first();

  it('and sees guest1 red, in words too', async () => {
    await row('domain guest1, unschedulable').waitFor();
    await row('machine testbed, schedulable, utilization 64.2 %, 2 cores, 2 can miss').waitFor();
    await row('VCPU v0, unschedulable, utilization 46.0 %, needs 2.513 ms').waitFor();
    await row('task actuate, unschedulable, 15.85 ms > 15 ms').waitFor();
    await row('scenario evening, refused').waitFor();
    await screenshot(workbench, 'view');
  });

  const reason = () =>
    pageIn(workbench).locator('.reason', { hasText: 'actuate can miss its 15 ms deadline' });

  const closeRun = async () => {
    const tab = workbench.page.locator('.tab', { hasText: 'Run of' });
    const isClosed = async () => (await tab.count()) === 0;
    await askUntil(isClosed, () => tab.locator('.tab-actions a').click());
  };

  it('is told the numbers by a tooltip', async () => {
    const hover = workbench.page
      .locator('.monaco-hover:not(.hidden)', { hasText: 'smallest budget' })
      .first();
    await workbench.pointAt(row('VCPU v0, unschedulable'), hover);
    expect(await hover.textContent()).toContain('2.513 ms');
    await screenshot(workbench, 'view-tooltip');
    await workbench.page.mouse.move(900, 500);
  });

  it('clicks, and the cursor stands at the source', async () => {
    await askUntil(cursorAt(workbench, 34), () => row('VCPU v0, unschedulable').click());
    await workbench.line('vcpu v0 period 5ms').waitFor();
  });

  it('asks why there, and the panel opens on that VCPU', async () => {
    await askUntil(reason(), async () => {
      await row('VCPU v0, unschedulable').hover();
      await row('VCPU v0, unschedulable').locator('.actions a[aria-label="Show Why"]').click();
    });
    await screenshot(workbench, 'view-why');
    await closeRun();
  });

  it.each<[string, () => Promise<void>]>([
    [
      'the hover of what is underlined',
      async () => {
        const link = workbench.page
          .locator('.monaco-hover:not(.hidden) a', { hasText: 'Show why' })
          .first();
        await workbench.pointAt(workbench.word('vcpu v0 period 5ms', '2.3'), link);
        await link.click();
      },
    ],
    [
      'the quick fix menu',
      async () => {
        await (await workbench.fix('vcpu v0 period 5ms', '2.3', 'Show why')).click();
      },
    ],
    [
      'the lens',
      async () => {
        const lenses = workbench.page.locator('.codelens-decoration', {
          hasText: '25.0 % of a core',
        });
        await lenses.locator('a', { hasText: 'Show why' }).click();
      },
    ],
  ])('gets there from %s too', async (_, go) => {
    await askUntil(reason(), go);
    await closeRun();
  });

  it.each([
    ['light', 'Light Modern'],
    ['high-contrast', 'Dark High Contrast'],
    ['dark', 'Dark Modern'],
  ])('finds it readable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    await screenshot(workbench, `view-${name}`);
  });
});
