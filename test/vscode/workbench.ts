import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Payload, type Place, Workbench } from '../../scripts/workbench.ts';

/** The server that all specs share, and a copy of the examples for one of them. */
export function examples(): Place {
  const folder = mkdtempSync(join(inject('directory'), 'examples-'));
  cpSync('examples', folder, { recursive: true });
  return { port: inject('port'), folder };
}

/** Opens a page of the browser that all specs share. */
export async function openWorkbench(
  place: Place,
  payload: Payload,
  prepare?: (page: Page) => Promise<void>,
): Promise<Workbench> {
  const browser = await chromium.connect(inject('browser'));
  return await Workbench.open(browser, place, payload, prepare);
}

export async function closeWorkbench(workbench: Workbench | undefined): Promise<void> {
  await workbench?.page.context().browser()?.close();
}

/** Takes a screenshot for people to look at. */
export async function screenshot({ page }: Workbench, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/${name}.png` });
}
