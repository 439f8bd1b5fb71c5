import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { promised } from '../../test/support/promised.ts';
import { chromium, chromiumFlags } from '../debian/chromium.ts';
import { type Benchmark, median, percentile } from './benchmark.ts';
import { bundled, inBrowser } from './bundled.ts';
import { type ActingHost, actAsHost } from './pages/acting-host.ts';
import { BareBrowser } from './pages/bare-browser.ts';
import { exampleMessage, openPanel, type PanelPage } from './pages/panel.ts';
import { servePanel } from './pages/panel-files.ts';

/**
 * The timeline's picture in headless Chromium without a GPU, with 1600 × 768 pixels and 64 lanes.
 */

export const benchmarks: readonly Benchmark[] = [
  { name: 'timeline/frame-full', unit: 'ms', goal: 16, run: () => frames('full') },
  { name: 'timeline/frame-tenth', unit: 'ms', goal: 16, run: () => frames('tenth') },
  { name: 'timeline/frame-pan', unit: 'ms', goal: 8, run: () => frames('pan') },
  { name: 'timeline/first-paint', unit: 'ms', goal: 400, run: firstPaint },
  { name: 'timeline/drag-p95', unit: 'ms', goal: 25, run: drag },
  { name: 'timeline/memory-10M', unit: 'MB', goal: 600, run: memory },
];

async function frames(kind: 'full' | 'tenth' | 'pan'): Promise<number> {
  return withPage(async (page) => {
    await page.evaluate(() => window.openRun(1_000_000));
    await page.evaluate((which) => window.drawFrames(which, 30), kind);
    return median(await page.evaluate((which) => window.drawFrames(which, 100), kind));
  });
}

/** The peak memory of the page's process from its start until the run is painted. */
async function memory(): Promise<number> {
  return withPage(async (page, browser) => {
    await page.evaluate(() => window.openRun(10_000_000));
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const peaks = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]);
    return Math.max(...peaks.map(Number)) / 1024;
  });
}

async function withPage<T>(work: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
  const script = await bundled(
    fileURLToPath(new URL('pages/timeline.ts', import.meta.url)),
    inBrowser,
  );
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 768 } });
    await page.setContent('<!doctype html><body style="margin:0"></body>');
    await page.addScriptTag({ content: script });
    return await work(page, browser);
  } finally {
    await browser.close();
  }
}

const testbed = 'examples/paper-testbed.hsched';

/**
 * The time from the page's start to the 10 s run of the paper's testbed on the screen, in an open
 * window: the median of five panels.
 */
async function firstPaint(): Promise<number> {
  const host = {
    first: await exampleMessage(testbed),
    state: { horizon: 10_000_000_000 },
    theme: {},
  };
  // The window is taller by its own bars, so the page has 768 pixels and more.
  const browser = await BareBrowser.launch(1600, 900);
  try {
    const times: number[] = [];
    for (let panels = 0; panels < 5; panels++) times.push(await presented(browser, host));
    return median(times);
  } finally {
    await browser.close();
  }
}

/** The instant of the first run on the screen of a newly opened page, in ms since its start. */
async function presented(browser: BareBrowser, host: Omit<ActingHost, 'report'>): Promise<number> {
  const told = promised<number>();
  const asked = ({ searchParams }: URL): void => {
    const error = searchParams.get('error');
    if (error !== null) told.reject(new Error(error));
    const at = searchParams.get('presented');
    if (at !== null) told.resolve(Number(at));
  };
  const given = JSON.stringify({ ...host, report: 'report' }).replaceAll('<', '\\u003c');
  const { origin, server } = await servePanel({ script: `(${actAsHost})(${given})`, asked });
  const late = setTimeout(
    () => told.reject(new Error('nothing was painted within a minute')),
    60_000,
  );
  try {
    const page = await browser.open(`${origin}/panel.html`);
    const at = await told.promise;
    await browser.closePage(page);
    return at;
  } finally {
    clearTimeout(late);
    server.close();
  }
}

/**
 * The time from a move of the budget's slider to the painted verdict and run of 10 s, which 95 of
 * 100 moves do not exceed.
 */
async function drag(): Promise<number> {
  const state = { knobs: true, horizon: 10_000_000_000 };
  const first = await exampleMessage(testbed);
  const panel = await openPanel({ first, state, program: chromium() });
  try {
    await panel.presented();
    await panel.page.locator('.lane', { hasText: 'guest1.v0' }).click();
    await panel.page.locator('[data-knob=budget]').waitFor();
    const times = await panel.page.evaluate(async () => {
      const moved: number[] = [];
      for (let move = 0; move < 120; move++) {
        const slider = document.querySelector<HTMLInputElement>('[data-knob=budget]');
        if (slider === null) throw new Error('there is no slider');
        slider.value = String(2_300_000 + move * 3_000);
        const painted = new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            resolve();
          });
          observer.observe(document.body, { attributeFilter: ['data-painted-at'] });
        });
        const begin = performance.now();
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await painted;
        moved.push(performance.now() - begin);
      }
      return moved.slice(20);
    });
    refuse(panel);
    return percentile(times, 0.95);
  } finally {
    await panel.close();
  }
}

function refuse({ errors }: PanelPage): void {
  if (errors.length > 0) throw new Error(errors.join('\n'));
}
