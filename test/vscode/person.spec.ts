import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { file, fromSource, patience, type Workbench } from '../../scripts/workbench.ts';
import { closeWorkbench, examples, openWorkbench, screenshot } from './workbench.ts';

/** What a person sees who opens the examples. */
describe('a person opens paper-testbed.hsched', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    const place = examples();
    workbench = await openWorkbench(place, [...fromSource(place), ...file(place, 'paper-testbed.hsched')]);
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
    // Selecting the entry brings its place into view.
    await entry.click();
    await workbench.line('vcpu v0 period 5ms').waitFor();
  });

  it('sees the verdict in the status bar', async () => {
    const item = workbench.page.locator('.statusbar-item', { hasText: 'unschedulable' });
    await item.waitFor();
    expect(await item.locator('a').getAttribute('aria-label')).toContain('a hard deadline can be missed');
  });

  it.each([
    ['light', 'Light Modern'],
    ['dark', 'Dark Modern'],
    ['high-contrast', 'Dark High Contrast'],
  ])('finds it readable in a %s theme', async (name, theme) => {
    await workbench.theme(theme);
    const colour = (word: string) =>
      workbench.word('vcpu v0 period 5ms', word).evaluate((span) => getComputedStyle(span).color);
    const colours = await Promise.all([colour('vcpu'), colour('period'), colour('5')]);
    expect(new Set(colours).size, `words, attributes and numbers differ: ${colours}`).toBe(3);
    await screenshot(workbench, `problems-${name}`);
  });

  it('hovers the VCPU and is told its smallest budget', async () => {
    await workbench.word('vcpu v0 period 5ms', 'v0').hover();
    const hover = workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: '2.513' }).first();
    await hover.waitFor();
    await screenshot(workbench, 'hover');
  });

  it('types a task and is offered its attributes', async () => {
    const { page } = workbench;
    await workbench.line('run control on v0').click();
    await page.keyboard.press('End');
    await page.keyboard.type('\ntask watchdog per');
    const offered = page.locator('.suggest-widget.visible .monaco-list-row');
    await offered.filter({ hasText: 'period' }).first().waitFor();
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
