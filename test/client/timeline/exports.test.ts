import { fromBinary, toJson } from '@bufbuild/protobuf';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleMessage, openPanel, type PanelPage } from '../../../scripts/bench/pages/panel.ts';
import { traceSchema } from '../../formats/perfetto-schema.ts';
import { exportedFile } from './exported-file.ts';

/** Each export of the panel, opened by the program it is for. */
describe('exports of the paper testbed', () => {
  let panel: PanelPage;

  beforeAll(async () => {
    panel = await openPanel({ first: await exampleMessage('examples/paper-testbed.hsched') });
    await panel.presented();
    await panel.page.locator('.tabs .badge').waitFor();
  });
  afterAll(async () => {
    expect(panel.errors).toEqual([]);
    await panel.close();
  });

  test('PNG: a picture twice as fine as what is seen', async () => {
    const bytes = await exportedFile(panel, 'PNG picture', 'paper-testbed.png');
    const size = await inAnotherPage(panel, async (page) => {
      await page.setContent(`<img src="data:image/png;base64,${bytes.toString('base64')}">`);
      return page.evaluate(async () => {
        const image = document.querySelector('img');
        await image?.decode();
        return [image?.naturalWidth ?? 0, image?.naturalHeight ?? 0];
      });
    });
    expect(size[0]).toBeGreaterThan(2 * 1500);
    expect(size[1]).toBeGreaterThan(2 * 300);
  });

  test('SVG: a well-formed drawing with every lane', async () => {
    const text = (await exportedFile(panel, 'SVG drawing', 'paper-testbed.svg')).toString();
    const texts = await panel.page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      if (parsed.querySelector('parsererror') !== null) return [];
      return Array.from(parsed.querySelectorAll('text'), ({ textContent }) => textContent);
    }, text);
    expect(texts).toEqual(
      expect.arrayContaining(['testbed', 'core 0', 'guest1.v0', 'actuate', '0 ms']),
    );
  });

  test('CSV: a line for every segment', async () => {
    const lines = (await exportedFile(panel, 'CSV of every segment', 'paper-testbed.csv'))
      .toString()
      .split('\r\n');
    expect(lines[0]).toBe('machine,core,start,end,kind,domain,vcpu,task,job');
    expect(lines.length).toBeGreaterThan(5000);
    expect(new Set(lines.slice(1, -1).map((line) => line.split(',').length))).toEqual(new Set([9]));
  });

  test("Perfetto: a trace by Perfetto's own schema", async () => {
    const bytes = await exportedFile(panel, 'Perfetto trace', 'paper-testbed.pftrace');
    const schema = traceSchema();
    const text = JSON.stringify(toJson(schema, fromBinary(schema, bytes)));
    for (const name of ['guest1.v0', 'guest1.actuate']) expect(text).toContain(name);
  });

  test('HTML report: timeline, curves and tables in one file, without a script', async () => {
    const text = (await exportedFile(panel, 'HTML report', 'paper-testbed.html')).toString();
    const seen = await inAnotherPage(panel, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(text);
      return {
        asked,
        ...(await page.evaluate(() => ({
          scripts: document.scripts.length,
          headings: Array.from(
            document.querySelectorAll('h1, h2'),
            ({ textContent }) => textContent,
          ),
          drawings: Array.from(
            document.querySelectorAll('figure > svg'),
            (svg) => svg.getBoundingClientRect().height,
          ),
          rows: document.querySelectorAll('tbody tr').length,
        }))),
      };
    });
    expect(seen.asked).toEqual([]);
    expect(seen.scripts).toBe(0);
    expect(seen.headings).toEqual([
      'paper-testbed: unschedulable',
      'Run',
      'Supply and demand',
      'Tasks',
      'VCPUs',
      'Cores',
    ]);
    expect(seen.drawings).toHaveLength(5);
    expect(Math.min(...seen.drawings)).toBeGreaterThan(100);
    expect(seen.rows).toBe(5 + 4 + 2);
  });
});

async function inAnotherPage<T>(panel: PanelPage, look: (page: Page) => Promise<T>): Promise<T> {
  const page = await panel.page.context().browser()?.newPage();
  if (page === undefined) throw new Error('there is no browser');
  try {
    return await look(page);
  } finally {
    await page.close();
  }
}
