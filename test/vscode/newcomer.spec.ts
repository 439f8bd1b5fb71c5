import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uncover } from '../../scripts/pictures/uncover.ts';
import { askUntil, type Workbench } from '../../scripts/workbench.ts';
import {
  closeWorkbench,
  emptyFolder,
  openWorkbench,
  pageIn,
  screenshot,
  verdict,
} from './workbench.ts';

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

/** VS Code has its own texts from a package of each language, and asks extensions for theirs. */
const speaking = (language: string) => async (page: Page) => {
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
};

/** The way of a person who reads no documentation, from an empty folder to a report. */
describe.each(['en', 'ko'])('a newcomer whose VS Code speaks %s', (language) => {
  const { say, named } = spoken(language);
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench(emptyFolder(`empty-${language}-`), [], speaking(language));
  });
  afterAll(() => closeWorkbench(workbench));

  const picture = (step: string) => screenshot(workbench, `newcomer-${language}-${step}`);
  const panel = () => pageIn(workbench);
  const status = (word: string) => verdict(workbench, word).waitFor();

  it('finds where to begin in the side bar', async () => {
    const { page } = workbench;
    await page.locator('.activitybar .action-item:has(a[aria-label^="Hypersched"])').click();
    const begin = page.locator('.welcome-view-content .monaco-button', {
      hasText: buttons(named('view.schedulability.welcome'))[1] ?? '',
    });
    await begin.waitFor();
    await picture('1-empty');
    await askUntil(workbench.line('machine board').first(), () => begin.click());
    await picture('2-first-file');
  });

  it('names what is theirs, keeps it, and is told that it holds', async () => {
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const file = join(workbench.folder, 'board.hsched');
    await workbench.saveAs(file, () => page.keyboard.press('Control+S'));
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
    await askUntil(page.locator('.marker-widget'), () => page.keyboard.press('F8'));
    await picture('4-red');
    await page.keyboard.press('Escape');
    const [before = ''] = say('Set the budget of {name} to {value}', { name: 'dom0.v0' }).split(
      '{',
    );
    const fix = await workbench.fix('vcpu v0 period 5ms budget 500us', '500', before);
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
    const button = page.locator(`.editor-actions a.action-label[aria-label*="${title}"]`).first();
    await button.click();
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
    const report = join(workbench.folder, 'report.html');
    await workbench.saveAs(report, async () => {
      await press('Export');
      await picture('8-export');
      await press('HTML report');
    });
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
