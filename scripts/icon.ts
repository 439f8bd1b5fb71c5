import { readFileSync } from 'node:fs';
import { chromium as playwright } from 'playwright-core';
import { chromium, chromiumFlags } from './debian/chromium.ts';

/** Draws images/icon.png, 256 pixels square with a transparent ground, from images/icon.svg. */
const browser = await playwright.launch({ executablePath: chromium(), args: chromiumFlags });
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body{margin:0}</style>${readFileSync('images/icon.svg', 'utf8')}`);
  await page.screenshot({ path: 'images/icon.png', omitBackground: true });
} finally {
  await browser.close();
}
