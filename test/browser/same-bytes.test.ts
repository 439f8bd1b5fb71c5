import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumFlags, headlessChromium } from '../../scripts/debian/chromium.ts';
import { digestOfAlways, drawnSystem } from '../scheduling/simulation/drawn-run.ts';
import { asWritten } from '../support/as-written.ts';
import { modelOf } from '../support/model-of.ts';

test('a run in Chromium has the same bytes as one in Node', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { drawnRun } from './test/scheduling/simulation/drawn-run.ts';
        globalThis.drawnRun = drawnRun;`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    ...{ bundle: true, write: false, minify: true, platform: 'browser', format: 'iife' },
  });
  const model = asWritten(await modelOf(drawnSystem));
  const browser = await chromium.launch({
    executablePath: headlessChromium(),
    args: chromiumFlags,
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const digest = await page.evaluate(`drawnRun(${JSON.stringify(model)}, 1)`);
    expect(digest).toBe(digestOfAlways);
  } finally {
    await browser.close();
  }
});
