import { execFileSync } from 'node:child_process';
import type { Workbench } from '../workbench.ts';
import { openFixes, openReason, takeFix, tooLittle, untilRed } from './mend.ts';

/** The pictures of the walkthrough in one theme. */
export class Guide {
  readonly workbench: Workbench;
  readonly #theme: string;

  constructor(workbench: Workbench, theme: string) {
    this.workbench = workbench;
    this.#theme = theme;
  }

  async takeAll(): Promise<void> {
    const { workbench } = this;
    const { page } = workbench;
    await page.locator('.statusbar-item', { hasText: 'schedulable' }).waitFor();
    await workbench.line('domain guest on board').click();
    await this.#take('file');
    await workbench.retype('vcpu v0 period 5ms', tooLittle);
    await untilRed(workbench);
    await openReason(workbench);
    await this.#take('red');
    await page.keyboard.press('Escape');
    await openFixes(workbench);
    await this.#take('fix');
    await takeFix(workbench);
    await workbench.line('domain guest on board').click();
    await this.#take('green');
    await workbench.command('Hypersched: Simulate');
    const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await panel.locator('.lane.task').first().waitFor();
    await this.#take('timeline');
  }

  /** The end of an exported script, which tells Xen the budgets, in a window on it. */
  async takeScript(): Promise<void> {
    await this.workbench.line('#!/bin/sh').click();
    await this.workbench.page.keyboard.press('Control+End');
    await this.workbench.line('reserve 4 guest').waitFor();
    await this.#take('deploy');
  }

  async #take(step: string): Promise<void> {
    // Lenses and hints of the text need this time.
    await this.workbench.page.waitForTimeout(1000);
    const path = `images/walkthrough/${step}-${this.#theme}.webp`;
    const whole = await this.workbench.page.screenshot();
    // Few colors are two thirds of the bytes, and no eye sees it.
    const input = execFileSync('pngquant', ['--speed', '1', '--strip', '32', '-'], {
      input: whole,
    });
    execFileSync('cwebp', ['-quiet', '-lossless', '-z', '9', '-o', path, '--', '-'], { input });
  }
}
