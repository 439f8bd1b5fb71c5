import { existsSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { remoteUri, workbenchUrl } from './vscode-server.ts';

/** The patience in ms: under load the first squiggle took up to 44 s. */
export const patience = 60_000;

/** The time in ms that one try has until a person would try again. */
const oneTry = 5_000;
/** The same where what is done takes its time. */
const severalTries = 20_000;

/**
 * Does something again, as a person would, until its effect is seen: VS Code loses what is done
 * while it is busy.
 *
 * @throws after the patience, with what the last try failed of.
 */
export async function askUntil(
  effect: Locator | (() => Promise<boolean>),
  ask: () => Promise<unknown>,
  within: number = oneTry,
): Promise<void> {
  const isSeen = typeof effect === 'function' ? effect : () => effect.isVisible();
  const end = Date.now() + patience;
  let cause: unknown;
  while (!(await isSeen())) {
    if (Date.now() > end) throw new Error(`not seen in ${patience} ms: ${effect}`, { cause });
    await ask().catch((error: unknown) => {
      cause = error;
    });
    for (const since = Date.now(); Date.now() - since < within; await later(100)) {
      if (await isSeen()) return;
    }
  }
}

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
  /** The folder that it shows. */
  readonly folder: string;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
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
    return new Workbench(page, folder);
  }

  /** Runs a command by its title through the command palette, then picks the named choices. */
  async command(title: string, ...choices: readonly string[]): Promise<void> {
    await this.start(title);
    for (const choice of choices) await this.#pick(choice, choice);
    await this.#input().waitFor({ state: 'hidden' });
  }

  /** Starts a command that asks for more itself. */
  async start(title: string): Promise<void> {
    await this.#pick(`>${title}`, title, () => this.page.keyboard.press('F1'));
  }

  /** Reloads the window, with the editors and pages that are open. */
  async reload(): Promise<void> {
    // VS Code saves its state first.
    const reloaded = this.page.waitForEvent('load');
    await this.start('Developer: Reload Window');
    await reloaded;
  }

  /** Answers the dialog for a file or folder, which is a line to type in. */
  async choosePath(path: string): Promise<void> {
    const input = this.#input();
    const buttons = this.page.locator('.quick-input-widget .quick-input-action .monaco-button');
    const button = buttons.first();
    await button.waitFor({ timeout: severalTries });
    const isOver = async () => !(await button.isVisible());
    // The first click on a folder opens it, the next one takes it.
    const take = async () => {
      // It writes a proposal of its own first, which comes late.
      const written = await input.inputValue({ timeout: oneTry });
      if (written.startsWith(path)) await button.click({ timeout: oneTry });
      else if (written !== '') await input.fill(path, { timeout: oneTry });
    };
    await askUntil(isOver, take, 500);
  }

  /** Asks for a file to be written, and answers the dialog for its place. */
  async saveAs(path: string, ask: () => Promise<void>): Promise<void> {
    // The dialog closes where something else takes the focus.
    await askUntil(
      async () => existsSync(path),
      async () => {
        await ask();
        await this.choosePath(path);
      },
      severalTries,
    );
  }

  /** The notification with a text, in the list of them: others go by themselves. */
  async notification(text: string): Promise<Locator> {
    const list = this.page.locator('.notifications-center .notification-list-item');
    const told = list.filter({ hasText: text }).first();
    await askUntil(told, () => this.command('Notifications: Show Notifications'));
    return told;
  }

  /**
   * The list of actions at a word, and its row with a title. VS Code drops the question for it when
   * it asks by itself meanwhile, as after each move of the cursor and each change of the problems.
   */
  async fix(line: string, word: string, title: string): Promise<Locator> {
    const { keyboard } = this.page;
    const rows = this.page.locator('.action-widget .monaco-list-row');
    const row = rows.filter({ hasText: title }).first();
    await askUntil(
      row,
      async () => {
        await keyboard.press('Escape');
        await this.word(line, word).click({ timeout: oneTry });
        await this.page
          .locator('.editor-instance .monaco-editor.focused')
          .waitFor({ timeout: oneTry });
        await keyboard.press('Control+.');
        await rows.first().waitFor({ timeout: oneTry });
        // A long list holds only the rows in view; a person goes down to the others.
        for (let down = 0; down < 40 && (await row.count()) === 0; down++)
          await keyboard.press('ArrowDown');
      },
      1_000,
    );
    return row;
  }

  /** Points at an element until its popup is shown, which any redraw hides. */
  async pointAt(target: Locator, popup: Locator): Promise<void> {
    await askUntil(popup, async () => {
      await this.page.mouse.move(0, 0);
      await target.hover({ timeout: oneTry });
    });
  }

  /** Opens a file of the folder by a double click. */
  async openInExplorer(name: string): Promise<void> {
    const entry = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
    const tab = this.page.locator('.tab', { hasText: name });
    await askUntil(tab.first(), () => entry.first().dblclick({ timeout: oneTry }));
  }

  async theme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme', name);
  }

  /** Types into the open list, which `open` opens, and picks a row of it. */
  async #pick(
    typed: string,
    title: string,
    open: () => Promise<void> = async () => {},
  ): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title });
    const row = rows.first();
    let picked = false;
    // A list that opens late has forgotten what was typed before, its rows may have moved away, and
    // one that is open learns of what came since from other letters only.
    await askUntil(
      async () => picked,
      async () => {
        await open();
        await this.#input().fill(typed.slice(0, -1), { timeout: oneTry });
        await this.#input().fill(typed, { timeout: oneTry });
        await row.waitFor({ timeout: 2_000 });
        await row.click({ timeout: oneTry });
        picked = true;
      },
    );
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

  /**
   * The entries with a text in the Problems view, which is opened if need be. It shows them alone,
   * for a long list holds only the rows in view.
   */
  async problems(text: string): Promise<Locator> {
    const { page } = this;
    const panel = page.locator('.markers-panel');
    await askUntil(panel, () => this.command('Problems: Focus on Problems View'));
    await page.locator('.panel .viewpane-filter input').fill(text);
    return panel.locator('.monaco-list-row', { hasText: text });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
