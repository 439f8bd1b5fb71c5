import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  exampleMessage,
  openPanel,
  type PanelPage,
} from '../../../../scripts/bench/pages/panel.ts';

/** Two runs side by side in a browser: one system, and the same with a larger budget. */
let panel: PanelPage;

beforeAll(async () => {
  const { model } = await exampleMessage('examples/paper-testbed.hsched');
  const changed = {
    ...model,
    machines: model.machines.map((machine) => ({
      ...machine,
      domains: machine.domains.map((domain) => ({
        ...domain,
        vcpus: domain.vcpus.map((vcpu) =>
          domain.name === 'guest1' ? { ...vcpu, budget: 2_600_000 } : vcpu,
        ),
      })),
    })),
  };
  panel = await openPanel({
    first: {
      type: 'recorded',
      name: 'before ↔ after',
      runs: [
        { name: 'before.hsched', source: { kind: 'system', model } },
        { name: 'after.hsched', source: { kind: 'system', model: changed } },
      ],
      system: null,
    },
  });
  await panel.page.waitForFunction(() => document.body.dataset.paintedAt !== undefined);
});
afterAll(async () => {
  expect(panel.errors).toEqual([]);
  await panel.close();
});

test('each lane of one run stands over the same one of the other', async () => {
  const names = await panel.page.locator('.lane .name').allTextContents();
  expect(names.slice(0, 5)).toEqual(['testbed', 'A core 0', 'B core 0', 'A dom0.io', 'B dom0.io']);
  await panel.page.getByText('A: before.hsched · B: after.hsched').waitFor();
});

test('the first difference is shown where it is', async () => {
  await panel.page.getByRole('button', { name: 'First difference' }).click();
  const selected = panel.page.locator('.lane[aria-selected=true]');
  await expect.poll(() => selected.getAttribute('aria-label')).toContain('guest1.v0');
});

test('the second run can be laid later', async () => {
  const field = panel.page.getByLabel('B begins after');
  await field.fill('-2ms');
  await field.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('-2ms');
  await field.fill('soon');
  await field.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('-2ms');
  await panel.page.getByRole('button', { name: 'Least difference' }).click();
  await expect.poll(() => field.inputValue()).not.toBe('-2ms');
});

test('the numbers of both stand beside each other', async () => {
  await panel.page.getByRole('tab', { name: 'Numbers' }).click();
  const words = async () =>
    (await panel.page.locator('thead th').allTextContents()).map((head) => head.trim());
  for (const head of ['supply A %', 'supply B %', 'apart', 'first difference', 'max A', 'max B'])
    await expect.poll(words).toContain(head);
  expect(await panel.page.locator('tbody tr').count()).toBeGreaterThan(6);
});
