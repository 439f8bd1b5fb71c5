import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleMessage, openPanel, type PanelPage } from '../../../scripts/bench/pages/panel.ts';
import { exportedFile } from './exported-file.ts';

/** An exported picture equals the screen, pixel by pixel except at the edges of letters. */

const themes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dark: {},
  light: {
    'editor-background': '#ffffff',
    'editor-foreground': '#3b3b3b',
    'charts-blue': '#1a85ff',
    'charts-green': '#388a34',
    'charts-purple': '#652d90',
    'charts-orange': '#d18616',
    'charts-yellow': '#bf8803',
    'charts-red': '#e51400',
    focusBorder: '#005fb8',
  },
  'high contrast': {
    'editor-background': '#000000',
    'editor-foreground': '#ffffff',
    contrastBorder: '#6fc3df',
    focusBorder: '#f38518',
  },
};

/** Keys that lead from the opening view to another. */
const views: Readonly<Record<string, readonly string[]>> = {
  'as it opens': ['m'],
  sparse: ['0', ...Array<string>(24).fill('w')],
  crowded: ['0'],
};

/** The share of pixels that may differ: the edges of letters, and of slices in between. */
const allowed = 0.001;

const supplies = [
  ['as simulated', 'no miss'],
  ['worst case of guest1.v0', '1 miss'],
] as const;

describe('an exported picture of the paper testbed', () => {
  let panel: PanelPage;
  let other: Page;

  beforeAll(async () => {
    panel = await openPanel({ first: await exampleMessage('examples/paper-testbed.hsched') });
    const browser = panel.page.context().browser();
    if (browser === null) throw new Error('there is no browser');
    other = await browser.newPage();
    await panel.presented();
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test.each(
    Object.keys(themes).flatMap((theme) => supplies.map((supply) => [theme, ...supply] as const)),
  )('is the one on the screen, in a %s theme, %s', async (theme, supply, misses) => {
    const { page } = panel;
    await choose(page, theme);
    await page.getByLabel('Supply').selectOption({ label: supply });
    await page.getByText(misses, { exact: false }).first().waitFor();
    for (const [view, keys] of Object.entries(views)) {
      await page.locator('.lane', { hasText: 'actuate' }).click();
      for (const key of keys) await page.keyboard.press(key);
      const screen = await seen(panel);
      for (const { label, file, type } of files) {
        const bytes = await exportedFile(panel, label, file);
        const url = `data:${type};base64,${bytes.toString('base64')}`;
        expect(await difference(other, screen, url), `${label}, ${view}`).toBeLessThan(allowed);
      }
    }
  });
});

const files = [
  { label: 'SVG drawing', file: 'paper-testbed.svg', type: 'image/svg+xml' },
  { label: 'PNG picture', file: 'paper-testbed.png', type: 'image/png' },
] as const;

/** Sets properties and a class, which the page reads, as VS Code does. */
async function choose(page: Page, name: string): Promise<void> {
  await page.evaluate(
    ([theme, properties]) => {
      document.documentElement.removeAttribute('style');
      for (const [property, value] of Object.entries(properties))
        document.documentElement.style.setProperty(`--vscode-${property}`, value);
      document.body.className = `vscode-${theme.replace(' ', '-')}`;
    },
    [name, themes[name] ?? {}] as const,
  );
}

interface Seen {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** The lanes and the marks over them, as a picture. */
function seen({ page }: PanelPage): Promise<Seen> {
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const [lanes, overlay] = ['picture', 'overlay'].map((name) =>
      document.querySelector<HTMLCanvasElement>(`canvas.${name}`),
    );
    if (lanes == null || overlay == null) throw new Error('there is no picture');
    const both = document.createElement('canvas');
    both.width = lanes.width;
    both.height = Math.min(lanes.height, document.querySelector('.lanes')?.clientHeight ?? 0);
    const context = both.getContext('2d');
    context?.drawImage(lanes, 0, 0);
    context?.drawImage(overlay, 0, 0);
    return { url: both.toDataURL(), width: both.width, height: both.height };
  });
}

/** The share of pixels that differ by more than a shade. */
async function difference(page: Page, screen: Seen, file: string): Promise<number> {
  return page.evaluate(
    async ([{ url, width, height }, other]) => {
      const pixels = async (source: string, left: number, top: number) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = width;
        canvas.height = height;
        const context = canvas.getContext('2d');
        const scale = left === 0 ? 1 : image.naturalWidth / (width + left);
        context?.drawImage(
          image,
          left * scale,
          top * scale,
          width * scale,
          height * scale,
          0,
          0,
          width,
          height,
        );
        return context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      };
      const [a, b] = [await pixels(url, 0, 0), await pixels(other, 190, 24)];
      let differ = 0;
      for (let at = 0; at < a.length; at += 4) {
        const most = Math.max(
          ...[0, 1, 2].map((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0))),
        );
        if (most > 64) differ++;
      }
      return differ / (a.length / 4);
    },
    [screen, file] as const,
  );
}
