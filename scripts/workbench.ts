import type { Browser, Locator, Page } from 'playwright-core';
import { remoteUri, workbenchUrl } from './vscode-server.ts';

/** The patience in ms: under load the first squiggle took up to 44 s. */
export const patience = 60_000;

export type Payload = readonly (readonly [string, string])[];

/** The port of VS Code's server, and the folder that it opens. */
export interface Place {
  readonly port: number;
  readonly folder: string;
}

/** Loads this checkout as the extension; otherwise the installed package runs. */
export const fromSource = ({ port }: Place): Payload => [
  ['extensionDevelopmentPath', remoteUri(port, '.')],
];

/** Opens a file of the folder in an editor. */
export const file = ({ port, folder }: Place, name: string): Payload => [
  ['openFile', remoteUri(port, `${folder}/${name}`)],
];

/** A VS Code in a page, with a person's actions on it. */
export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** `prepare` runs on the page before VS Code does. */
  static async open(
    browser: Browser,
    { port, folder }: Place,
    payload: Payload,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<Workbench> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(patience);
    await prepare?.(page);
    await page.goto(workbenchUrl(port, folder, payload));
    return new Workbench(page);
  }

  /** Runs a command by its title through the command palette, then picks the named choices. */
  async command(title: string, ...choices: readonly string[]): Promise<void> {
    await this.start(title);
    for (const choice of choices) await this.#pick(choice, choice);
    await this.#input().waitFor({ state: 'hidden' });
  }

  /** Starts a command that asks for more itself. */
  async start(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.#pick(`>${title}`, title);
  }

  /** Reloads the window, with the editors and pages that are open. */
  async reload(): Promise<void> {
    // VS Code saves its state when it shuts down by itself, and sometimes before.
    await this.page.waitForTimeout(2000);
    const reloaded = this.page.waitForEvent('load');
    await this.page.keyboard.press('F1');
    await this.#input().fill('>Developer: Reload Window');
    await this.page.keyboard.press('Enter');
    await reloaded;
  }

  /** Answers the dialog for a file or folder, which is a line to type in. */
  async choosePath(path: string): Promise<void> {
    const buttons = this.page.locator('.quick-input-widget .quick-input-action .monaco-button');
    const button = buttons.first();
    await button.waitFor();
    await this.#input().fill(path);
    // The first click on a folder opens it, the next one takes it.
    while (await button.isVisible()) {
      // It may go before the click.
      await button.click({ timeout: 2_000 }).catch(() => undefined);
      await this.page.waitForTimeout(500);
    }
  }

  /** The notification with a text, in the list of them: others go by themselves. */
  async notification(text: string): Promise<Locator> {
    await this.command('Notifications: Show Notifications');
    const list = this.page.locator('.notifications-center .notification-list-item');
    return list.filter({ hasText: text }).first();
  }

  async theme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme', name);
  }

  async #pick(typed: string, title: string): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title });
    const row = rows.first();
    const shows = () =>
      row.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    // A list that opens late has forgotten what was typed before.
    for (let left = 12; left > 0; left--) {
      await this.#input().fill(typed);
      if (await shows()) break;
    }
    await row.click();
  }

  #input(): Locator {
    return this.page.locator('.quick-input-widget input[type=text]');
  }

  /** Retypes a line and keeps its indentation. */
  async retype(line: string, text: string): Promise<void> {
    // A hover from before would lie over the line.
    await this.page.keyboard.press('Escape');
    await this.page.mouse.move(0, 0);
    const { keyboard } = this.page;
    await this.line(line).click();
    await keyboard.press('End');
    await keyboard.press('Shift+Home');
    await keyboard.type(text);
    await keyboard.press('Escape');
  }

  /** The line of the editor with a text. */
  line(text: string): Locator {
    // The editor writes blanks as no-break spaces.
    const pattern = text.split(/\s+/).map(escaped).join('[ \\u00a0]+');
    return this.page
      .locator('.editor-instance .view-line')
      .filter({ hasText: new RegExp(pattern) });
  }

  /** A colored stretch of such a line, usually a word. */
  word(line: string, word: string): Locator {
    const pattern = new RegExp(`^[\\s\\u00a0]*${escaped(word)}`);
    return this.line(line).locator('span > span', { hasText: pattern }).first();
  }

  /** The entries of the Problems view, which is opened if need be. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
