import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToPage } from '../../../client/timeline/messages.ts';
import { exampleMessage, openPanel, type PanelPage } from '../../../scripts/bench/pages/panel.ts';

/** The page reports each failure of the extension, the worker or an export, and goes on. */

const testbed = 'examples/paper-testbed.hsched';
const alert = ({ page }: PanelPage, text: string | RegExp) =>
  page.getByRole('alert').filter({ hasText: text });
const saves = async (panel: PanelPage) => (await panel.sent('save')).length;

async function exportAs({ page }: PanelPage, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.locator('#export-menu').getByRole('button', { name: label }).click();
}

describe('a page whose extension misbehaves', () => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await openPanel({ first: await exampleMessage(testbed) });
    await panel.presented();
  });
  afterAll(() => panel.close());

  test.each([
    ['a message of another version', { type: 'system', model: 3 }],
    ['a message without a type', 'hello'],
  ])('says that it does not understand %s', async (_, message) => {
    await panel.send(message as unknown as ToPage);
    await alert(panel, 'does not understand').waitFor();
    await panel.page.getByRole('button', { name: 'Dismiss' }).click();
    await alert(panel, 'does not understand').waitFor({ state: 'detached' });
  });

  test('says what could not be done, and why', async () => {
    await panel.send({ type: 'failed', reason: 'The disk is full.' });
    await alert(panel, 'The disk is full.').waitFor();
    await panel.send({ type: 'applied', done: false });
    await alert(panel, 'could not be written into the text').waitFor();
    await panel.page.getByRole('button', { name: 'Dismiss' }).click();
    expect(panel.errors).toEqual([]);
  });

  test('starts one worker, however slowly the script that starts it comes', async () => {
    const { page } = panel;
    await page.route('**/timeline-start.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.reload({ waitUntil: 'networkidle' });
    await panel.presented();
    expect(page.workers().length).toBe(1);
    await page.unroute('**/timeline-start.js');
  });

  test('says that its worker has died, and starts it again', async () => {
    const { page } = panel;
    const [worker] = page.workers();
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await alert(panel, 'out of memory').waitFor();
    await page.getByRole('button', { name: 'Start again' }).click();
    await alert(panel, 'out of memory').waitFor({ state: 'detached' });
    await page.getByLabel('Supply').selectOption({ label: 'worst case of guest1.v0' });
    await page.getByRole('button', { name: '1 miss' }).waitFor();
    await expect.poll(() => page.workers().length).toBe(1);
  });

  test('starts it by itself for the next question', async () => {
    const { page } = panel;
    await page.workers()[0]?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await alert(panel, 'out of memory').waitFor();
    await page.getByLabel('Supply').selectOption({ label: 'as simulated' });
    await page.locator('.calm').waitFor();
    await alert(panel, 'out of memory').waitFor({ state: 'detached' });
  });
});

describe('an export', () => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await openPanel();
  });
  afterAll(() => panel.close());

  test('that is asked for before there is a run waits for it, until it is canceled', async () => {
    const { page } = panel;
    for (const label of ['PNG picture', 'CSV of every segment']) {
      await exportAs(panel, label);
      await page.getByText('waits for the run').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('waits for the run').waitFor({ state: 'detached' });
    }
    expect(await saves(panel)).toBe(0);
  });

  test('of a report holds the verdict, however early it is asked for', async () => {
    await exportAs(panel, 'HTML report');
    await panel.page.getByText('waits for the run').waitFor();
    await panel.send(await exampleMessage(testbed));
    await expect.poll(() => saves(panel)).toBe(1);
    const [{ content, name } = { content: '', name: '' }] = await panel.sent('save');
    expect(name).toBe('paper-testbed.html');
    expect(content).toContain('<h1>paper-testbed: unschedulable</h1>');
    await panel.page.locator('.progress').waitFor({ state: 'detached' });
  });

  test('of a long run says how far it is, and is canceled', async () => {
    const { page } = panel;
    const field = page.getByLabel('Run for');
    await field.fill('3000s');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    await exportAs(panel, 'Perfetto trace');
    await page.locator('.progress progress[value]').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The export is canceled.').waitFor({ state: 'attached' });
    await field.fill('1s');
    await field.press('Enter');
    await exportAs(panel, 'CSV of every segment');
    await expect.poll(() => saves(panel)).toBe(2);
    expect(panel.errors).toEqual([]);
  });

  test('fails in words where there is nothing to run', async () => {
    const empty = await openPanel({ first: { type: 'unavailable', reason: 'There is no file.' } });
    await alert(empty, 'There is no file.').waitFor();
    await exportAs(empty, 'SVG drawing');
    await alert(empty, 'There is no run to export.').waitFor();
    await empty.close();
  });
});
