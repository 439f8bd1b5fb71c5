import type { Page } from 'playwright-core';

/** Closes hints and suggestions, which an editor shows over its lines, as a person does. */
export async function uncover(page: Page): Promise<void> {
  const over = page.locator('.parameter-hints-widget.visible, .suggest-widget.visible');
  for (let tries = 0; tries < 10; tries++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    if ((await over.count()) === 0) return;
  }
}
