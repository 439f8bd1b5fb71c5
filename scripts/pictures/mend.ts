import type { Workbench } from '../workbench.ts';
import { uncover } from './uncover.ts';

/** The steps of mending a file, which the walkthrough and the moving picture show. */

const enough = 'vcpu v0  period 5ms  budget 3ms';

/** Waits until the analysis has underlined the budget. */
export async function untilRed({ page }: Workbench): Promise<void> {
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  await page.locator('.statusbar-item', { hasText: 'unschedulable' }).waitFor();
  await uncover(page);
}

/** Opens the sentence of the finding below its line. */
export async function openReason(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.line('domain guest on board').click();
  await page.keyboard.press('F8');
  await page.locator('.marker-widget', { hasText: 'can miss' }).waitFor();
}

/** Opens the menu of quick fixes at the budget. */
export async function openFixes(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.word('vcpu v0 period 5ms', '1').click();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget', { hasText: 'Set the budget of guest.v0' }).waitFor();
}

/** Takes the first fix, and waits until everything is proven. */
export async function takeFix({ page }: Workbench): Promise<void> {
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Set the budget' }).click();
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await page.locator('.statusbar-item', { hasText: /(?<!un)schedulable/ }).waitFor();
}

/** The line of the VCPU with too little budget. */
export const tooLittle = enough.replace('3ms', '1ms');
