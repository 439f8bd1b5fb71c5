import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleMessage, openPanel, type PanelPage } from '../../../scripts/bench/pages/panel.ts';

/**
 * The page in a browser, under the content policy of VS Code. The test records the messages to the
 * extension.
 */

const testbed = 'examples/paper-testbed.hsched';

async function painted({ page }: PanelPage): Promise<void> {
  await page.waitForFunction(() => document.body.dataset.paintedAt !== undefined);
}

const lane = ({ page }: PanelPage, name: string) =>
  page.getByRole('treeitem', { name, exact: false }).first();
/** Waits for the next frame, which shows the effect of a key. */
const laneCount = ({ page }: PanelPage, count: number) =>
  expect.poll(() => page.locator('.lane').count()).toBe(count);
const tab = ({ page }: PanelPage, name: string) => page.getByRole('tab', { name }).click();
const selected = ({ page }: PanelPage) =>
  page.locator('.lane[aria-selected=true]').getAttribute('aria-label');
const kept = ({ page }: PanelPage) =>
  page.evaluate(() => (window as unknown as { keptState(): Record<string, unknown> }).keptState());

/** The number of colors on a canvas. */
const colors = ({ page }: PanelPage, name: string) =>
  page.locator(`canvas.${name}`).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(image?.data.buffer ?? new ArrayBuffer(0))).size;
  });

describe('the timeline of the paper testbed', () => {
  let panel: PanelPage;

  beforeAll(async () => {
    panel = await openPanel({ first: await exampleMessage(testbed) });
    await painted(panel);
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('has a lane for the machine, its cores, their VCPUs and their tasks', async () => {
    expect(await panel.page.locator('.lane .name').allTextContents()).toEqual([
      'testbed',
      'core 0',
      'dom0.io',
      'backend',
      'guest1.v0',
      'sensor',
      'actuate',
      'core 1',
      'guest2.v0',
      'decode',
      'guest2.v1',
      'encode',
    ]);
  });

  test('is painted: lanes, axis and minimap', async () => {
    for (const name of ['picture', 'axis', 'minimap'])
      await expect.poll(() => colors(panel, name), { message: name }).toBeGreaterThan(5);
  });

  test('collapses, expands and filters lanes by keyboard', async () => {
    const { page } = panel;
    await lane(panel, 'core 0').click();
    await page.keyboard.press('ArrowLeft');
    await laneCount(panel, 7);
    await page.keyboard.press('ArrowRight');
    await laneCount(panel, 12);
    await page.keyboard.press('/');
    await page.keyboard.type('sens');
    await lane(panel, 'task guest1.sensor').waitFor();
    await laneCount(panel, 4);
    await page.keyboard.press('Escape');
    await lane(panel, 'core 1').waitFor();
  });

  test('zooms, pans and shows all again; what is seen survives a reload', async () => {
    const { page } = panel;
    await lane(panel, 'core 0').click();
    await page.keyboard.press('0');
    for (const key of ['w', 'w', 'w', 'd']) await page.keyboard.press(key);
    const state = await kept(panel);
    expect(Number(state.scale) * Number(state.width)).toBeCloseTo(10e9 * 0.7 ** 3, -7);
    expect(Number(state.start)).toBeGreaterThan(0);
    const again = await openPanel({ first: await exampleMessage(testbed), state });
    await painted(again);
    await again.page.keyboard.press('m');
    const after = await kept(again);
    expect([after.start, after.scale, after.selected]).toEqual([
      state.start,
      state.scale,
      state.selected,
    ]);
    expect(after.marks).toHaveLength(1);
    await again.close();
    await page.keyboard.press('0');
  });

  test('tells what is under the mouse, and measures a range', async () => {
    const { page } = panel;
    const box = await page.locator('canvas.overlay').boundingBox();
    const [x, y] = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 130];
    await page.mouse.move(x, y);
    await expect.poll(() => page.locator('.hover').textContent()).toContain('guest1.v0');
    await page.mouse.down();
    await page.mouse.move(x + 200, y, { steps: 4 });
    await page.mouse.up();
    await page.locator('.details', { hasText: /core 0: \d+\.\d % busy/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('selects what the cursor in the text stands in', async () => {
    await panel.send({
      type: 'select',
      element: { kind: 'task', domain: 'guest2', task: 'encode' },
    });
    await panel.page.locator('.lane[aria-selected=true]', { hasText: 'encode' }).waitFor();
  });

  test('finds the miss of the least supply by keyboard, and goes to its source', async () => {
    const { page } = panel;
    await page.getByLabel('Supply').selectOption({ label: 'worst case of guest1.v0' });
    await page.getByRole('button', { name: '1 miss' }).waitFor();
    await lane(panel, 'core 0').click();
    await page.keyboard.press('n');
    await page.locator('.lane[aria-selected=true]', { hasText: 'actuate' }).waitFor();
    await expect
      .poll(() => page.locator('.said').textContent())
      .toContain('Job 0 of guest1.actuate misses its deadline');
    await expect.poll(() => selected(panel)).toBe('task guest1.actuate, 1 missed deadline');
    await lane(panel, 'task guest1.actuate').focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await panel.sent('reveal')).at(-1))
      .toEqual({
        type: 'reveal',
        element: { kind: 'task', domain: 'guest1', task: 'actuate' },
        focus: true,
      });
    await page.getByLabel('Supply').selectOption({ label: 'as simulated' });
    await page.locator('.calm').waitFor();
  });

  test('says why guest1.v0 fails, in a sentence, as curves and as a run', async () => {
    const { page } = panel;
    await panel.send({
      type: 'show',
      view: 'why',
      element: { kind: 'vcpu', domain: 'guest1', vcpu: 'v0' },
    });
    await page
      .locator('.reason', { hasText: 'actuate can miss its 15 ms deadline by 0.85 ms' })
      .waitFor();
    await expect
      .poll(() => page.locator('.curves').getAttribute('aria-label'))
      .toContain('In a window of 15 ms, 5.05 ms are asked for and 4.6 ms are sure');
    await page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.worst');
      const pixels =
        canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(new Uint32Array(Uint8Array.from(pixels).buffer)).size > 5;
    });
  });

  test('turns the budget until the VCPU is schedulable, and hands the number over', async () => {
    const { page } = panel;
    await page.getByRole('button', { name: 'What if' }).click();
    const verdict = page.locator('.knobs .own');
    await expect.poll(() => verdict.textContent()).toBe('unschedulable');
    const exactly = page.getByLabel('budget of guest1.v0, exactly');
    for (const [budget, word] of [
      ['2.512ms', 'unschedulable'],
      ['2.513ms', 'schedulable'],
    ] as const) {
      await exactly.fill(budget);
      await exactly.press('Enter');
      await page.locator(`.knobs .own.${word}`).waitFor();
    }
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect
      .poll(async () => (await panel.sent('apply')).at(-1)?.changes)
      .toEqual([
        {
          element: { kind: 'vcpu', domain: 'guest1', vcpu: 'v0' },
          attribute: 'budget',
          value: 2_513_000,
        },
      ]);
    await panel.send({ type: 'applied', done: true });
    await page.getByText('Nothing is changed.').waitFor();
    await panel.send(await exampleMessage(testbed));
    await page.locator('.knobs .own.unschedulable').waitFor();
  });

  test.each([
    { attribute: 'budget', name: 'budget of guest1.v0', dx: 0, dy: -30, key: 'ArrowUp', sign: 1 },
    {
      attribute: 'period',
      name: 'period of guest1.v0',
      dx: -120,
      dy: 0,
      key: 'ArrowLeft',
      sign: -1,
    },
    { attribute: 'wcet', name: 'wcet of guest1.actuate', dx: 0, dy: 20, key: 'PageDown', sign: -1 },
  ])(
    'drags the $attribute on the curves, by mouse and by keyboard',
    async ({ attribute, name, ...move }) => {
      const { page } = panel;
      const handle = page.getByRole('slider', { name, exact: true }).and(page.locator('circle'));
      const value = async () => Number(await handle.getAttribute('aria-valuenow'));
      const before = await value();
      const box = await handle.boundingBox();
      const [x, y] = [(box?.x ?? 0) + 6, (box?.y ?? 0) + 6];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + move.dx, y + move.dy, { steps: 5 });
      await page.mouse.up();
      await expect.poll(async () => Math.sign((await value()) - before)).toBe(move.sign);
      const dragged = await value();
      expect(await handle.getAttribute('data-handle')).toBe(attribute);
      await handle.focus();
      await page.keyboard.press(move.key);
      await expect.poll(async () => Math.sign((await value()) - dragged)).toBe(move.sign);
      // Each of these changes makes it schedulable.
      await page.locator('.knobs .own.schedulable').waitFor();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.locator('.knobs .own.unschedulable').waitFor();
    },
  );

  test('puts the knobs away', async () => {
    const { page } = panel;
    await page.getByRole('button', { name: 'What if' }).click();
    await page.locator('.knobs').waitFor({ state: 'detached' });
  });

  test('says the numbers, sorted as asked', async () => {
    const { page } = panel;
    await tab(panel, 'Numbers');
    const tasks = page.locator('.numbers table').first();
    const first = () => tasks.locator('tbody th').allTextContents();
    await tasks.waitFor();
    expect((await first())[0]).toBe('dom0.backend');
    const header = tasks.getByRole('button', { name: 'simulated max' });
    await header.click();
    await tasks.locator('[aria-sort=ascending]').waitFor();
    const ascending = await first();
    await header.click();
    await tasks.locator('[aria-sort=descending]').waitFor();
    expect(await first()).toEqual([...ascending].reverse());
    await page.getByRole('button', { name: 'CSV' }).first().click();
    const saved = async () => (await panel.sent('save')).at(-1);
    await expect.poll(async () => (await saved())?.name).toBe('tasks.csv');
    expect(String((await saved())?.content).split('\r\n')[0]).toContain(
      'task,VCPU,proven,deadline',
    );
  });

  test('plays a scenario', async () => {
    const { page } = panel;
    await page.locator('.bar').getByLabel('Scenario').selectOption('evening');
    const heading = page.getByRole('heading', { name: /^Scenario/ });
    const table = page.locator('.numbers section').filter({ has: heading });
    const step = table.locator('tr', { hasText: 'start guest1' });
    await expect.poll(() => step.textContent()).toContain('no');
    await page.locator('.bar').getByLabel('Scenario').selectOption({ label: 'none' });
    await table.waitFor({ state: 'detached' });
    await tab(panel, 'Timeline');
  });

  test('shows its keys', async () => {
    const { page } = panel;
    await lane(panel, 'core 0').click();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys and mouse' });
    await help.waitFor();
    expect(await help.textContent()).toContain('Go to the next missed deadline');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  });
});

describe('beside the text, where there is half the room', () => {
  test('the bar is one row, and what is run is picked in a menu', async () => {
    const panel = await openPanel({ first: await exampleMessage(testbed), width: 500 });
    const { page } = panel;
    await painted(panel);
    const bar = await page.locator('.bar').boundingBox();
    expect(bar?.height).toBeLessThan(45);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Run: 10 s' }).click();
    await page.getByLabel('Scenario').selectOption('evening');
    await page.getByRole('button', { name: 'Run: evening' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Scenario').waitFor({ state: 'hidden' });
    await panel.close();
  });
});

describe('a run that is long', () => {
  test('shows how far it is, and stops when told to', async () => {
    const panel = await openPanel({
      first: await exampleMessage(testbed),
      state: { horizon: 3e12 },
    });
    await panel.page.getByRole('button', { name: 'Stop' }).click();
    await painted(panel);
    const picture = panel.page.locator('canvas.picture');
    await expect.poll(() => picture.getAttribute('aria-label')).toContain('2 cores, 4 VCPUs');
    await panel.page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    expect(panel.errors).toEqual([]);
    await panel.close();
  });
});
