import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../workbench.ts';
import { openFixes, openReason, takeFix, untilRed } from './mend.ts';

/** A picture and how long it is seen, in ms. */
interface Frame {
  readonly path: string;
  readonly time: number;
}

/** The moving picture of the README: type, red, quick fix, green. */
export class Tour {
  readonly workbench: Workbench;
  readonly #folder: string;
  readonly #frames: Frame[] = [];

  constructor(workbench: Workbench, folder: string) {
    this.workbench = workbench;
    this.#folder = folder;
    mkdirSync(folder);
  }

  async take(): Promise<void> {
    const { workbench } = this;
    const { page } = workbench;
    await page.locator('.statusbar-item', { hasText: 'schedulable' }).waitFor();
    await workbench.line('vcpu v0 period 5ms').click();
    await page.keyboard.press('End');
    await page.waitForTimeout(1000);
    await this.#frame(1500);
    for (const key of ['Backspace', 'Backspace', 'Backspace', '1', 'm', 's']) {
      await page.keyboard.press(key);
      await this.#frame(180);
    }
    await page.keyboard.press('Escape');
    await untilRed(workbench);
    await page.waitForTimeout(600);
    await this.#frame(1200);
    await openReason(workbench);
    await this.#frame(2600);
    await page.keyboard.press('Escape');
    await openFixes(workbench);
    await page.waitForTimeout(300);
    await this.#frame(2000);
    await takeFix(workbench);
    await page.waitForTimeout(800);
    await this.#frame(3000);
  }

  /** Writes the frames as one file, of which each holds what has changed. */
  write(path: string): void {
    const shown = this.#frames.flatMap((frame) => ['-d', String(frame.time), frame.path]);
    execFileSync('img2webp', ['-lossless', '-m', '6', ...shown, '-o', path], { stdio: 'inherit' });
  }

  async #frame(time: number): Promise<void> {
    const path = join(this.#folder, `${String(this.#frames.length).padStart(3, '0')}.png`);
    await this.workbench.page.screenshot({ path });
    this.#frames.push({ path, time });
  }
}
