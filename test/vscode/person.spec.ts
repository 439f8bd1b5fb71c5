import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { file, fromSource, patience, type Workbench } from '../../scripts/workbench.ts';
import { closeWorkbench, examples, openWorkbench, screenshot } from './workbench.ts';

/** The view of a person who opens the examples. */
describe('a person opens paper-testbed.hsched', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    const place = examples();
    workbench = await openWorkbench(place, [
      ...fromSource(place),
      ...file(place, 'paper-testbed.hsched'),
    ]);
    await workbench.line('domain guest1 on testbed').waitFor();
  });
  afterAll(() => closeWorkbench(workbench));

  /** Whether a red line is drawn under the VCPU of guest1. */
  const underlined = async () => {
    const line = await workbench.line('vcpu v0 period 5ms').boundingBox();
    if (line === null) return false;
    const squiggles = await workbench.page.locator('.squiggly-error').all();
    const boxes = await Promise.all(squiggles.map((squiggle) => squiggle.boundingBox()));
    return boxes.some((box) => box !== null && box.y >= line.y && box.y < line.y + line.height);
  };

  it('and sees a red line under the VCPU of guest1', async () => {
    await expect.poll(underlined, { timeout: patience }).toBe(true);
  });

  it('reads in the Problems view why, in numbers', async () => {
    const rows = await workbench.problems();
    const entry = rows.filter({ hasText: 'actuate can miss its 15 ms deadline' }).first();
    await entry.waitFor();
    const text = await entry.textContent();
    expect(text).toContain('4.6 ms');
    expect(text).toContain('5.05 ms');
    expect(text).toContain('2.513 ms');
    // A click on the entry scrolls to its place.
    await entry.click();
    await workbench.line('vcpu v0 period 5ms').waitFor();
  });

  it('sees the verdict in the status bar', async () => {
    const item = workbench.page.locator('.statusbar-item', { hasText: 'unschedulable' });
    await item.waitFor();
    expect(await item.locator('a').getAttribute('aria-label')).toContain(
      'a hard deadline can be missed',
    );
  });

  it.each([
    ['light', 'Light Modern'],
    ['dark', 'Dark Modern'],
    ['high-contrast', 'Dark High Contrast'],
  ])('finds it readable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    const color = (word: string) =>
      workbench.word('vcpu v0 period 5ms', word).evaluate((span) => getComputedStyle(span).color);
    // The line is drawn again while the theme changes: a removed word has no color.
    const colors = async () =>
      new Set(await Promise.all([color('vcpu'), color('period'), color('5')])).size;
    await expect
      .poll(colors, { message: 'words, attributes and numbers differ', timeout: patience })
      .toBe(3);
    await screenshot(workbench, `problems-${name}`);
  });

  it('hovers the VCPU and is told its smallest budget', async () => {
    const hover = workbench.page
      .locator('.monaco-hover:not(.hidden)', { hasText: '2.513' })
      .first();
    await pointAt(workbench, workbench.word('vcpu v0 period 5ms', 'v0'), hover);
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
    const asked = async () => {
      if (!(await offered.isVisible())) await page.keyboard.press('Control+Space');
      return offered.isVisible();
    };
    await expect.poll(asked, { timeout: patience, interval: 5_000 }).toBe(true);
    await screenshot(workbench, 'completion');
    await page.keyboard.press('Escape');
    const typed = workbench.line('task watchdog');
    for (let undone = 0; undone < 10 && (await typed.count()) > 0; undone++) {
      await page.keyboard.press('Control+Z');
    }
    await typed.waitFor({ state: 'detached' });
  });

  it('mends the budget and the red line goes', async () => {
    await workbench.retype('vcpu v0 period 5ms', 'vcpu v0  period 5ms  budget 2.513ms  core 0');
    await workbench.line('budget 2.513ms').waitFor();
    const entry = (await workbench.problems()).filter({ hasText: 'actuate can miss' });
    await entry.first().waitFor({ state: 'detached' });
    await expect.poll(underlined, { timeout: patience }).toBe(false);
    await screenshot(workbench, 'mended');
  });
});

/** The side bar shows the element that has to change, without a look at the text. */
describe('a person opens the Schedulability view', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    const place = examples();
    workbench = await openWorkbench(place, [
      ...fromSource(place),
      ...file(place, 'paper-testbed.hsched'),
    ]);
    await workbench.line('domain guest1 on testbed').waitFor();
    await workbench.page
      .locator('.activitybar .action-item:has(a[aria-label^="Hypersched"])')
      .click();
  });
  afterAll(() => closeWorkbench(workbench));

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
    workbench.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe#active-frame')
      .locator('.reason', { hasText: 'actuate can miss its 15 ms deadline' });

  const closeRun = async () => {
    const tab = workbench.page.locator('.tab', { hasText: 'Run of' });
    await tab.locator('.tab-actions a').click();
    await tab.waitFor({ state: 'detached' });
  };

  it('is told the numbers by a tooltip', async () => {
    const hover = workbench.page
      .locator('.monaco-hover:not(.hidden)', { hasText: 'smallest budget' })
      .first();
    await pointAt(workbench, row('VCPU v0, unschedulable'), hover);
    expect(await hover.textContent()).toContain('2.513 ms');
    await screenshot(workbench, 'view-tooltip');
    await workbench.page.mouse.move(900, 500);
  });

  it('clicks, and the cursor stands at the source', async () => {
    await row('VCPU v0, unschedulable').click();
    const cursor = workbench.page.locator('.statusbar-item', { hasText: 'Ln 34' });
    await cursor.waitFor();
    await workbench.line('vcpu v0 period 5ms').waitFor();
  });

  it('asks why there, and the panel opens on that VCPU', async () => {
    await row('VCPU v0, unschedulable').hover();
    await row('VCPU v0, unschedulable').locator('.actions a[aria-label="Show Why"]').click();
    await reason().waitFor();
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
        await pointAt(workbench, workbench.word('vcpu v0 period 5ms', '2.3'), link);
        await link.click();
      },
    ],
    [
      'the quick fix menu',
      async () => {
        await workbench.word('vcpu v0 period 5ms', '2.3').click();
        await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
        const rows = workbench.page.locator('.action-widget .monaco-list-row');
        const why = rows.filter({ hasText: 'Show why' });
        await askUntil(rows.first(), () => workbench.page.keyboard.press('Control+.'));
        // A long menu holds only the rows in view; a person goes down to the others.
        for (let down = 0; down < 40 && (await why.count()) === 0; down++)
          await workbench.page.keyboard.press('ArrowDown');
        await why.click();
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
    await go();
    await reason().waitFor();
    await closeRun();
  });

  it.each([
    ['light', 'Light Modern'],
    ['dark', 'Dark Modern'],
    ['high-contrast', 'Dark High Contrast'],
  ])('finds it readable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    await screenshot(workbench, `view-${name}`);
  });
});

/**
 * Points at an element until its popup is shown. A redraw hides the popup, and a person then points
 * again.
 */
async function pointAt({ page }: Workbench, target: Locator, shown: Locator): Promise<void> {
  await askUntil(shown, async () => {
    await page.mouse.move(0, 0);
    await target.hover();
  });
}

/** Does something again, as a person would, until what it asks for is shown. */
async function askUntil(shown: Locator, ask: () => Promise<void>): Promise<void> {
  const asked = async () => {
    if (await shown.isVisible()) return true;
    await ask();
    await shown.waitFor({ timeout: 5_000 }).catch(() => undefined);
    return shown.isVisible();
  };
  await expect.poll(asked, { timeout: patience }).toBe(true);
}
