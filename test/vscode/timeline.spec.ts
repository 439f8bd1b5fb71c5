import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../scripts/workbench.ts';
import { openAlone, pageIn, pageOf, screenshot, simulatedExample } from './workbench.ts';

/** The way of a person from the file to the miss, its reason, and the number that mends it. */
describe('a person simulates paper-testbed.hsched', () => {
  let workbench: Workbench;
  let frame: Frame;

  beforeAll(async () => {
    ({ workbench, frame } = await simulatedExample('paper-testbed.hsched', 'vcpu v0 period 5ms'));
  });

  it('and sees the run beside the text', async () => {
    await frame.waitForFunction(() => document.body.dataset.paintedAt !== undefined);
    const names = await frame.locator('.lane .name').allTextContents();
    expect(names).toEqual(expect.arrayContaining(['testbed', 'core 0', 'guest1.v0', 'actuate']));
    await workbench.line('machine testbed').waitFor();
    await screenshot(workbench, 'timeline');
  });

  it('finds the miss of the least supply by keyboard', async () => {
    await worstCase(frame);
    await frame.locator('.lane').first().click();
    await workbench.page.keyboard.press('n');
    await frame.locator('.lane[aria-selected=true]', { hasText: 'actuate' }).waitFor();
    await frame
      .locator('.said', { hasText: 'Job 0 of guest1.actuate misses its deadline' })
      .waitFor();
    await screenshot(workbench, 'timeline-miss');
  });

  it('jumps to its source', async () => {
    await frame.locator('.lane[aria-selected=true]').press('Enter');
    await cursorIn(workbench, 'task actuate period 20ms');
  });

  it('selects a lane by putting the cursor into its text', async () => {
    await workbench.line('task sensor').click();
    await frame.locator('.lane[aria-selected=true]', { hasText: 'sensor' }).waitFor();
  });

  it('asks why, and is told in numbers', async () => {
    await workbench.line('vcpu v0 period 5ms').click();
    await frame.locator('.lane[aria-selected=true]', { hasText: 'guest1.v0' }).waitFor();
    await workbench.command('Hypersched: Show Why');
    await frame.locator('.why select').selectOption({ label: 'guest1.v0' });
    await frame
      .locator('.reason', { hasText: 'actuate can miss its 15 ms deadline by 0.85 ms' })
      .waitFor();
    await frame.locator('svg.curves .witness.fails').waitFor({ state: 'attached' });
    await screenshot(workbench, 'timeline-why');
  });

  it('drags the budget until it is green', async () => {
    await frame.getByRole('button', { name: 'What if' }).click();
    await frame.locator('.knobs .own.unschedulable').waitFor();
    const slider = frame.locator('[data-knob=budget]');
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    const y = (box?.y ?? 0) + (box?.height ?? 0) / 2;
    const share = await slider.evaluate((input) => {
      if (!(input instanceof HTMLInputElement)) return 0;
      return (Number(input.value) - Number(input.min)) / (Number(input.max) - Number(input.min));
    });
    const { mouse } = workbench.page;
    let x = (box?.x ?? 0) + 8 + share * ((box?.width ?? 0) - 16);
    await mouse.move(x, y);
    await mouse.down();
    const green = frame.locator('.knobs .own.schedulable');
    const value = () => slider.inputValue();
    for (let moves = 0; moves < 60 && (await green.count()) === 0; moves++) {
      const before = await value();
      x += 2;
      await mouse.move(x, y);
      await expect.poll(value).not.toBe(before);
    }
    await mouse.up();
    await green.waitFor();
    await screenshot(workbench, 'timeline-green');
  });

  it('applies it as one edit, and takes it back', async () => {
    await frame.getByRole('button', { name: 'Apply' }).click();
    await frame.getByText('Nothing is changed.').waitFor();
    const changed = workbench.line('vcpu v0 period 5ms');
    await workbench.line('vcpu v0 period 5ms budget 2.3ms').waitFor({ state: 'detached' });
    expect(await changed.textContent()).toMatch(/budget\s2\.[5-9]\d*ms/);
    await frame.locator('.knobs .own.schedulable').waitFor();
    await changed.click();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.line('vcpu v0 period 5ms budget 2.3ms').waitFor();
    await frame.locator('.knobs .own.unschedulable').waitFor();
  });

  it('follows what is typed, and keeps what is seen', async () => {
    await frame.getByRole('button', { name: 'What if' }).click();
    await frame.getByRole('tab', { name: 'Numbers' }).click();
    const longest = frame
      .getByRole('row', { name: /guest1\.sensor/ })
      .getByRole('cell')
      .nth(2);
    await expect.poll(() => longest.textContent()).toBe('10 ms');
    await workbench.retype(
      'task sensor period 10ms',
      'task sensor period 10ms wcet 1ms deadline 9ms',
    );
    await frame.getByRole('cell', { name: '9 ms', exact: true }).waitFor();
    await frame.locator('[aria-selected=true]', { hasText: 'Numbers' }).waitFor();
  });

  it.each([
    ['light', 'Light Modern'],
    ['high-contrast', 'Dark High Contrast'],
    ['light-high-contrast', 'Light High Contrast'],
    ['dark', 'Dark Modern'],
  ])('finds it readable and reachable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    for (const view of ['Timeline', 'Why', 'Numbers']) {
      await frame.getByRole('tab', { name: view }).click();
      await screenshot(workbench, `timeline-${view.toLowerCase()}-${name}`);
      await findNothing(frame, `${view} in ${theme}`);
    }
  });

  it('finds all of it at 200 %', async () => {
    const { page } = workbench;
    const width = await frame.evaluate(() => window.innerWidth);
    await page.setViewportSize({ width: 700, height: 450 });
    await frame.waitForFunction((before) => window.innerWidth < before, width);
    for (const view of ['Timeline', 'Why', 'Numbers']) {
      await frame.getByRole('tab', { name: view }).click();
      await screenshot(workbench, `timeline-${view.toLowerCase()}-zoomed`);
      await findNothing(frame, `${view} at 200 %`);
      const over = () => document.documentElement.scrollWidth - window.innerWidth;
      const message = `${view} at 200 % is too wide`;
      await expect.poll(() => frame.evaluate(over), { message }).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  it('moves nothing by itself for a person who wants less motion', async () => {
    const { page } = workbench;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await frame.getByRole('tab', { name: 'Timeline' }).click();
    await frame.getByRole('button', { name: 'What if' }).click();
    const moving = () => document.getAnimations().length;
    for (let looks = 0; looks < 5; looks++) expect(await frame.evaluate(moving)).toBe(0);
    await frame.getByRole('button', { name: 'What if' }).click();
    await page.emulateMedia({ reducedMotion: null });
  });
});

describe('a person who reloads the window', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openAlone('paper-testbed.hsched');
    await workbench.line('machine testbed').click();
    await workbench.command('Hypersched: Simulate');
  });

  it('finds the timeline as it was', async () => {
    const before = await pageOf(workbench);
    await worstCase(before);
    await before.getByRole('tab', { name: 'Numbers' }).click();
    await before.locator('.numbers table').first().waitFor();
    await workbench.reload();
    const after = await pageOf(workbench);
    await after.getByRole('button', { name: '1 miss' }).waitFor();
    await after.locator('[role=tab][aria-selected=true]', { hasText: 'Numbers' }).waitFor();
  });

  it('finds it where VS Code loads the page alone anew', async () => {
    const alarm = pageIn(workbench).getByRole('button', { name: '1 miss' });
    // The page may be there again before anyone could see that it was gone.
    await alarm.evaluate((button) => button.setAttribute('data-before', ''));
    await workbench.command('Developer: Reload Webviews');
    await pageIn(workbench)
      .locator('button.alarm:not([data-before])', { hasText: '1 miss' })
      .waitFor();
  });

  it('can open a second one', async () => {
    await workbench.line('machine testbed').click();
    await workbench.command('Hypersched: Simulate in a New Panel');
    const tabs = workbench.page.locator('.tab', { hasText: 'Run of' });
    await expect.poll(() => tabs.count()).toBe(2);
  });
});

/** Picks the least supply of guest1.v0, in which one deadline is missed. */
async function worstCase(frame: Frame): Promise<void> {
  await frame.getByRole('button', { name: 'Run:' }).click();
  await frame.getByLabel('Supply').selectOption({ label: 'worst case of guest1.v0' });
  await frame.getByRole('button', { name: '1 miss' }).waitFor();
  await frame.getByLabel('Supply').press('Escape');
  await frame.getByLabel('Supply').waitFor({ state: 'hidden' });
}

/** Waits until the cursor of the focused editor stands in the line with this text. */
async function cursorIn(workbench: Workbench, text: string): Promise<void> {
  // A line that is drawn anew is looked for again, not waited for.
  const soon = { timeout: 1_000 };
  const cursor = workbench.page.locator('.editor-instance .monaco-editor.focused .cursor').first();
  await cursor.waitFor({ state: 'attached' });
  const line = workbench.line(text).first();
  await expect
    .poll(async () => {
      const [at, box] = [await cursor.boundingBox(soon), await line.boundingBox(soon)];
      return at !== null && box !== null && Math.abs(at.y - box.y) < box.height / 2;
    })
    .toBe(true);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** An accessibility engine finds nothing serious, at the latest when the page has settled. */
async function findNothing(frame: Frame, message: string): Promise<void> {
  await expect.poll(() => seriousViolations(frame), { message }).toEqual([]);
}

/** The serious violations that an accessibility engine finds, in words. */
async function seriousViolations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe);
  const { violations } = await frame.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    );
}
