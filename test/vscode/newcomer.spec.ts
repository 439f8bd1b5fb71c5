import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { uncover } from '../../scripts/pictures/uncover.ts';
import { type Place, patience, type Workbench } from '../../scripts/workbench.ts';
import { closeWorkbench, openWorkbench, screenshot } from './workbench.ts';

/** The sentences of the extension in a language, by the English ones or their keys. */
interface Spoken {
  /** A sentence of the bundle. */
  readonly say: (english: string, values?: Readonly<Record<string, string>>) => string;
  /** A text of package.json, by its key. */
  readonly named: (key: string) => string;
}

function spoken(language: string): Spoken {
  const suffix = language === 'en' ? '' : `.${language}`;
  const bundle = read(`l10n/bundle.l10n${suffix}.json`);
  const names = read(`package.nls${suffix}.json`);
  return {
    say: (english, values = {}) =>
      Object.entries(values).reduce(
        (text, [name, value]) => text.replaceAll(`{${name}}`, value),
        bundle[english] ?? english,
      ),
    named: (key) => names[key] ?? key,
  };
}

function read(path: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;
}

/** A folder with nothing in it. */
function emptyFolder(language: string): Place {
  const folder = join(inject('directory'), `empty-${language}`);
  mkdirSync(folder);
  return { port: inject('port'), folder };
}

/** VS Code has its own texts from a package of each language, and asks extensions for theirs. */
const speaking = (language: string) => async (page: Page) => {
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
};

/** The way of a person who reads no documentation, from an empty folder to a report. */
describe.each(['en', 'ko'])('a newcomer whose VS Code speaks %s', (language) => {
  const { say, named } = spoken(language);
  const place = { port: 0, folder: '' };
  let workbench: Workbench;

  beforeAll(async () => {
    Object.assign(place, emptyFolder(language));
    workbench = await openWorkbench(place, [], speaking(language));
  });
  afterAll(() => closeWorkbench(workbench));

  const picture = (step: string) => screenshot(workbench, `newcomer-${language}-${step}`);
  const panel = () =>
    workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  /** The whole word: `schedulable` is in `unschedulable`, too. */
  const status = (word: string) =>
    workbench.page
      .locator('.statusbar-item', { hasText: new RegExp(`(?<!\\p{L})${word}`, 'u') })
      .first()
      .waitFor();

  /**
   * Asks for a file to be written, and answers the dialog for its place. The dialog closes where
   * something else takes the focus; a person asks again then.
   */
  const saveAs = async (name: string, ask: () => Promise<void>) => {
    const { page } = workbench;
    const path = join(place.folder, name);
    const input = page.locator('.quick-input-widget input[type=text]');
    const isThere = () => existsSync(path);
    for (let tries = 0; tries < 3 && !isThere(); tries++) {
      await ask();
      // It writes its own proposal first.
      const proposed = async () => ((await input.isVisible()) ? input.inputValue() : '');
      await expect.poll(proposed, { timeout: patience }).toContain(place.folder);
      await input.fill(path);
      // It looks at what is typed before it takes it.
      await page.waitForTimeout(1000);
      await page.locator('.quick-input-widget .quick-input-action .monaco-button').first().click();
      for (let waits = 0; waits < 20 && !isThere(); waits++) await page.waitForTimeout(500);
    }
    expect(isThere()).toBe(true);
  };

  it('finds where to begin in the side bar', async () => {
    const { page } = workbench;
    await page.locator('.activitybar .action-item:has(a[aria-label^="Hypersched"])').click();
    const begin = page.locator('.welcome-view-content .monaco-button', {
      hasText: buttons(named('view.schedulability.welcome'))[1] ?? '',
    });
    await begin.waitFor();
    await picture('1-empty');
    await begin.click();
    await workbench.line('machine board').waitFor();
    await picture('2-first-file');
  });

  it('names what is theirs, keeps it, and is told that it holds', async () => {
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await saveAs('board.hsched', () => page.keyboard.press('Control+S'));
    await page.locator('.tab', { hasText: 'board.hsched' }).waitFor();
    await status(say('schedulable'));
    await page.locator('.codelens-decoration').first().waitFor();
    await picture('3-green');
  });

  it('asks for more, is told who misses and why, and takes the fix', async () => {
    const { page } = workbench;
    await workbench.retype('task backend', 'task backend  period 10ms  wcet 1900us');
    await status(say('unschedulable'));
    await uncover(page);
    await workbench.line('domain dom0').click();
    await page.keyboard.press('F8');
    await page.locator('.marker-widget').waitFor();
    await picture('4-red');
    await page.keyboard.press('Escape');
    await workbench.word('vcpu v0 period 5ms budget 500us', '500').click();
    await page.keyboard.press('Control+.');
    const [before = ''] = say('Set the budget of {name} to {value}', { name: 'dom0.v0' }).split(
      '{',
    );
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: before }).first();
    await fix.waitFor();
    await picture('5-fixes');
    await fix.click();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await status(say('schedulable'));
    await page.keyboard.press('Control+S');
    // The lines above the text follow when the person pauses.
    await page
      .locator('.codelens-decoration', { hasText: '✗' })
      .first()
      .waitFor({ state: 'detached' });
    await picture('6-mended');
  });

  it('presses the button above the text, and sees it run', async () => {
    const { page } = workbench;
    const title = named('command.simulate');
    await page.locator(`.editor-actions a.action-label[aria-label*="${title}"]`).first().click();
    await panel().locator('.lane.task').first().waitFor();
    await panel().locator('body[data-painted-at]').waitFor();
    await picture('7-run');
  });

  it('exports the report', async () => {
    const { page } = workbench;
    const press = (name: string) =>
      panel()
        .getByRole('button', { name: say(name) })
        .click();
    await saveAs('report.html', async () => {
      await press('Export');
      await picture('8-export');
      await press('HTML report');
    });
    const report = join(place.folder, 'report.html');
    await panel().locator('.said', { hasText: 'report.html' }).waitFor();
    await picture('9-exported');
    const context = await page.context().browser()?.newContext();
    const shown = await context?.newPage();
    if (shown === undefined) throw new Error('the browser opens no page');
    await shown.goto(`file://${report}`);
    await shown.screenshot({
      path: `test-results/newcomer-${language}-10-report.png`,
      fullPage: true,
    });
    const text = (await shown.locator('body').textContent()) ?? '';
    expect(text).toContain('dom0.v0');
    expect(text).toContain(say('schedulable'));
    await context?.close();
  });
});

/** The titles of the buttons of a welcome text. */
function buttons(text: string): readonly string[] {
  return [...text.matchAll(/\[([^\]]+)\]\(command:/g)].map(([, title = '']) => title);
}
