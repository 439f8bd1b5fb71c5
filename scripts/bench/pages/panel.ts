import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { EmptyFileSystem } from 'langium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import type { FromPage, ToPage } from '../../../client/timeline/messages.ts';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { decide } from '../../../scheduling/decide.ts';
import { describeSystem } from '../../../server/system/describe-system.ts';
import { chromiumFlags, headlessChromium } from '../../debian/chromium.ts';
import { actAsHost } from './acting-host.ts';
import { servePanel } from './panel-files.ts';

/**
 * The timeline's page as VS Code shows it, with its policy, in a bare browser. The holder of this
 * object acts as the extension.
 */

export interface PanelPage {
  readonly page: Page;
  /** The refusals and errors of the page. */
  readonly errors: readonly string[];
  send(message: ToPage): Promise<void>;
  /**
   * The instant of the first picture of a run on the screen, in ms since the page began to load.
   */
  presented(): Promise<number>;
  sent<T extends FromPage['type']>(type: T): Promise<readonly Extract<FromPage, { type: T }>[]>;
  close(): Promise<void>;
}

/** The extension's message about a `.hsched` text. */
export async function systemMessage(
  text: string,
  name = 'system.hsched',
): Promise<Extract<ToPage, { type: 'system' }>> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, text);
  // The message holds the analysis, since the server analyzes a file long before a person asks for
  // its run.
  const { model } = lower(document, Hypersched);
  const { completed, searched, errors } = describeSystem(document, Hypersched, {
    model,
    analysis: decide(analyze(model)),
  });
  return { type: 'system', name, model, completed, searched, errors };
}

/** The same as {@link systemMessage}, for an example. */
export function exampleMessage(path: string): Promise<Extract<ToPage, { type: 'system' }>> {
  return systemMessage(readFileSync(path, 'utf8'), basename(path));
}

/** The time in ms that a busy machine may take to show a page, or what was done on it. */
const patience = 120_000;

export interface PanelOptions {
  /** The state kept from before a reload. */
  readonly state?: unknown;
  readonly width?: number;
  /** The messages to send as soon as the page listens. */
  readonly first?: ToPage;
  /** Custom properties of a theme, without `--vscode-`. */
  readonly theme?: Readonly<Record<string, string>>;
  /** The browser, which is Chromium's headless shell if none is named. */
  readonly program?: string;
}

export async function openPanel(options: PanelOptions = {}): Promise<PanelPage> {
  const { origin, server } = await servePanel();
  const browser: Browser = await playwright.launch({
    executablePath: options.program ?? headlessChromium(),
    args: chromiumFlags,
    timeout: patience,
  });
  const page = await browser.newPage({ viewport: { width: options.width ?? 1600, height: 768 } });
  page.setDefaultTimeout(patience);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const host = {
    state: options.state ?? null,
    first: options.first ?? null,
    theme: { ...options.theme },
    report: null,
  };
  await page.addInitScript(`(${actAsHost})(${JSON.stringify(host)})`);
  await page.goto(`${origin}/panel.html`);
  return {
    page,
    errors,
    send: (message) =>
      page.evaluate((data) => window.postMessage(data, '*'), message as unknown as object),
    presented: async () => {
      const at = await page.waitForFunction(
        () => (window as unknown as { presentedAt?: number }).presentedAt ?? null,
      );
      return (await at.jsonValue()) ?? 0;
    },
    sent: async (type) =>
      (await page.evaluate(
        (wanted) =>
          (window as unknown as { sentMessages: { type: string }[] }).sentMessages.filter(
            (each) => each.type === wanted,
          ),
        type,
      )) as never,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
