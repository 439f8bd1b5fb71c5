import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleMessage, openPanel, type PanelPage } from '../../../scripts/bench/pages/panel.ts';

/** The page for people who use no mouse, no picture, or a large print. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function painted({ page }: PanelPage): Promise<void> {
  await page.waitForFunction(() => document.body.dataset.paintedAt !== undefined);
}

/** Picks a view, and waits until it is the one that is shown. */
async function show({ page }: PanelPage, view: string): Promise<void> {
  await page.getByRole('tab', { name: view }).click();
  await page.getByRole('tab', { name: view, selected: true }).waitFor();
}

/** All violations that an accessibility engine finds, in words. */
async function violations({ page }: PanelPage): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('; ')}`,
  );
}

/** The elements that the keyboard comes to by Tab, once around the page. */
async function walked({ page }: PanelPage): Promise<ReadonlySet<number>> {
  const seen = new Set<number>();
  for (let steps = 0; steps < 200; steps++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      return document.activeElement === document.body
        ? -1
        : all.indexOf(document.activeElement as Element);
    });
    // It may begin anywhere, and goes on at the beginning behind the end.
    if (seen.has(at)) break;
    if (at >= 0) seen.add(at);
  }
  return seen;
}

/**
 * The visible controls that Tab does not come to. Where arrows walk through tabs or lanes, one of
 * them stands for all.
 */
async function unreached(panel: PanelPage): Promise<readonly string[]> {
  const seen = [...(await walked(panel))];
  return panel.page.evaluate((reached) => {
    const all = [...document.querySelectorAll<HTMLElement>('*')];
    const controls = 'button, select, input, summary, a[href], [tabindex], [role=slider]';
    return all.flatMap((element, index) => {
      const visible = element.checkVisibility({ visibilityProperty: true });
      const walksByArrows = element.matches('[role=tab], [role=treeitem], [role=menuitem]');
      const disabled = element.matches(':disabled');
      if (!element.matches(controls) || !visible || walksByArrows || disabled) return [];
      return reached.includes(index) ? [] : [element.outerHTML.slice(0, 120)];
    });
  }, seen);
}

/** The names, states and descriptions of a role, as a screen reader gets them. */
async function read({ page }: PanelPage, role: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter((node) => node.role?.value === role && !node.ignored)
    .map(({ name, description }) => [name?.value, description?.value].filter(Boolean).join(' – '));
}

const focused = ({ page }: PanelPage): Locator => page.locator(':focus');

describe('the timeline', () => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await openPanel({ first: await exampleMessage('examples/paper-testbed.hsched') });
    await painted(panel);
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('is a tree that says what each lane is, and what lies beside its name', async () => {
    expect(await read(panel, 'treeitem')).toEqual([
      'machine testbed',
      'core 0',
      expect.stringMatching(/^VCPU dom0\.io – .* on a core$/),
      expect.stringMatching(/^task dom0\.backend – 1000 jobs, longest response .*ms$/),
      expect.stringMatching(/^VCPU guest1\.v0 – .* on a core$/),
      expect.stringMatching(/^task guest1\.sensor – 1000 jobs, longest response .*ms$/),
      expect.stringMatching(/^task guest1\.actuate – 500 jobs, longest response .*ms$/),
      'core 1',
      expect.stringMatching(/^VCPU guest2\.v0 – /),
      expect.stringMatching(/^task guest2\.decode – /),
      expect.stringMatching(/^VCPU guest2\.v1 – /),
      expect.stringMatching(/^task guest2\.encode – /),
    ]);
  });

  test('says job after job of a lane', async () => {
    const { page } = panel;
    await page.getByRole('treeitem', { name: 'task guest1.sensor' }).focus();
    await page.keyboard.press('Home');
    for (let lanes = 0; lanes < 5; lanes++) await page.keyboard.press('ArrowDown');
    const said = page.locator('.said');
    const told = new Set<string>();
    const isNew = (text: string) => text.includes('guest1.sensor') && !told.has(text);
    for (let jobs = 0; jobs < 3; jobs++) {
      await page.keyboard.press('.');
      await expect.poll(() => said.textContent()).toSatisfy(isNew);
      told.add((await said.textContent()) ?? '');
    }
  });

  test.each(['Timeline', 'Why', 'Numbers'])(
    'lets all controls of %s be reached by Tab',
    async (view) => {
      const { page } = panel;
      await show(panel, view);
      // The worker still brings more controls.
      await expect.poll(() => unreached(panel)).toEqual([]);
      await page.getByRole('button', { name: 'What if' }).click();
      await page.locator('.knobs').waitFor();
      await expect.poll(() => unreached(panel)).toEqual([]);
      await page.getByRole('button', { name: 'What if' }).click();
      await page.locator('.knobs').waitFor({ state: 'detached' });
    },
  );

  test('changes its view, folds and finds its lanes, and measures, by keys alone', async () => {
    const { page } = panel;
    await page.getByRole('tab', { name: 'Numbers' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(panel).textContent()).toContain('Timeline');
    await page.locator('.lane[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.lane').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.lane').count()).toBe(12);
    await page.keyboard.press('End');
    const named = () => focused(panel).getAttribute('aria-label');
    await expect.poll(named).toBe('task guest2.encode');
    await page.keyboard.press('.');
    await page.keyboard.press('r');
    await page.locator('.details', { hasText: 'busy' }).waitFor();
    const said = page.locator('.said');
    await expect.poll(() => said.textContent()).toMatch(/from .*, 0 misses\.?, .*core 0/);
    await page.keyboard.press('Escape');
  });

  test('opens and closes its menus and its help by keys alone, and gives the focus back', async () => {
    const { page } = panel;
    const exporting = page.getByRole('button', { name: 'Export' });
    await exporting.focus();
    await page.keyboard.press('Enter');
    await page.locator('#export-menu:popover-open').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('#export-menu button:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#export-menu:popover-open').waitFor({ state: 'detached' });
    await expect.poll(() => focused(panel).getAttribute('aria-label')).toBe('Export');
    await page.getByRole('button', { name: 'Keys and mouse' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await expect.poll(() => focused(panel).getAttribute('aria-label')).toBe('Keys and mouse');
  });

  test('moves nothing by itself', async () => {
    const { page } = panel;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const view of ['Why', 'Numbers', 'Timeline']) {
      await show(panel, view);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });
});

describe('at 200 %', () => {
  let panel: PanelPage;
  beforeAll(async () => {
    // Zoomed to 200 %, a panel has half as many of its pixels.
    panel = await openPanel({
      first: await exampleMessage('examples/paper-testbed.hsched'),
      width: 480,
    });
    await panel.page.setViewportSize({ width: 480, height: 360 });
    await painted(panel);
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test.each(['Timeline', 'Why', 'Numbers'])(
    'all of %s is there, and can be reached',
    async (view) => {
      const { page } = panel;
      await show(panel, view);
      await expect.poll(() => violations(panel)).toEqual([]);
      await expect.poll(() => unreached(panel)).toEqual([]);
      // Nothing hangs over the side where nobody can scroll to it.
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
    },
  );
});
