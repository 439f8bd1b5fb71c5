import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPanel, type PanelPage, systemMessage } from '../../../scripts/bench/pages/panel.ts';

/** Budgets that are used twice in a row leave a.v too little, if their guests sleep until then. */
const held = `
  machine board { cores 2  scheduler RTDS }
  domain a on board { vcpu v period 10ms budget 5ms }
  domain b on board { vcpu v period 12ms budget 6ms }
  domain c on board { vcpu v period 9ms budget 5ms }`;

/** All begin together without a miss; a search finds phases at which one misses. */
const phased = `
  machine board { cores 2  scheduler EDF global  servers periodic }
  domain a on board { vcpu v period 8ms budget 7ms deadline 7ms }
  domain b on board { vcpu v period 8ms budget 5ms }
  domain c on board { vcpu v period 8ms budget 3ms deadline 3ms }`;

describe('a refused machine', () => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await openPanel({ first: await systemMessage(held) });
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('comes first in Why, with the run that misses, who holds back, and the miss in it', async () => {
    const { page } = panel;
    await page.getByRole('tab', { name: 'Why' }).click();
    const why = page.locator('.why');
    await why.locator('.run-axis').waitFor();
    expect(await why.locator('select option').allTextContents()).toEqual([
      'a.v on board',
      'a.v',
      'b.v',
      'c.v',
    ]);
    expect(await why.locator('.verdict').textContent()).toBe('unschedulable');
    expect(await why.locator('.parts li').allTextContents()).toEqual([
      'a.v is replenished at 0 ms and always has work.',
      'b.v is replenished at −2.000001 ms and sleeps until it asks for 0.999999 ms at 0 ms, 5 ms at 0.999999 ms.',
      'c.v is replenished at −8.000001 ms and sleeps until it asks for 0.999999 ms at 0 ms, 5 ms at 0.999999 ms.',
    ]);
    expect(await why.locator('.reason').last().textContent()).toBe(
      'a.v misses: its 10 ms deadline passes at 10 ms, and its budget has not come.',
    );
    const names = why.locator('.worst-run .names li');
    await expect.poll(() => names.allTextContents()).toEqual(['a.v', 'b.v', 'c.v']);
  });

  test('is asked about by its machine, after another was', async () => {
    const { page } = panel;
    const why = page.locator('.why');
    await why.locator('select').selectOption('b.v');
    await why.locator('.run-axis').waitFor({ state: 'detached' });
    const element = { kind: 'machine', machine: 'board' } as const;
    await panel.send({ type: 'show', view: 'why', element });
    await why.locator('.run-axis').waitFor();
  });

  test('plays that run in the timeline, where the miss can be jumped to', async () => {
    const { page } = panel;
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByLabel('Supply').selectOption('late budget of a.v');
    await page.locator('button.alarm').click();
    const said = page.locator('.said');
    await expect
      .poll(() => said.textContent())
      .toBe('The budget of a.v has not come by its deadline at 18.000001 ms.');
  });
});

test('a run that only a search tells is shown as soon as the search has told it', async () => {
  const first = await systemMessage(phased);
  const panel = await openPanel({ first: { ...first, searched: [] } });
  const { page } = panel;
  await page.getByRole('tab', { name: 'Why' }).click();
  await page.locator('.why select').waitFor();
  expect(await page.locator('.why .run-axis').count()).toBe(0);
  await panel.send({ type: 'searched', machines: first.searched });
  await page.locator('.why .run-axis').waitFor();
  expect(await page.locator('.why .reason').first().textContent()).toContain(
    'first replenished so',
  );
  expect(panel.errors).toEqual([]);
  await panel.close();
});
