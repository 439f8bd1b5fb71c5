import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { type Payload, type Place, Workbench } from '../../scripts/workbench.ts';

/** The server that all specs share, and a copy of the examples for one of them. */
export function examples(): Place {
  const place = emptyFolder('examples-');
  cpSync('examples', place.folder, { recursive: true });
  return place;
}

/** The same server, and a folder with nothing in it. */
export function emptyFolder(prefix: string): Place {
  return { port: inject('port'), folder: mkdtempSync(join(inject('directory'), prefix)) };
}

/** The pages that are open now. */
const open = new Set<Workbench>();

export const openWorkbenches: ReadonlySet<Workbench> = open;

/** Opens a page of the browser that all specs share. */
export async function openWorkbench(
  place: Place,
  payload: Payload,
  prepare?: (page: Page) => Promise<void>,
): Promise<Workbench> {
  const browser = await chromium.connect(inject('browser'));
  const workbench = await Workbench.open(browser, place, payload, prepare);
  open.add(workbench);
  return workbench;
}

export async function closeWorkbench(workbench: Workbench | undefined): Promise<void> {
  if (workbench === undefined) return;
  open.delete(workbench);
  await workbench.page.context().browser()?.close();
}

/** Takes a screenshot for people to look at. */
export async function screenshot({ page }: Workbench, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/${name}.png` });
}

/** The page inside the two frames of the webview that was opened last. */
export function pageIn({ page }: Workbench): FrameLocator {
  return page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe#active-frame');
}

/** The same, when it is there, as a frame in which functions run. */
export async function pageOf(workbench: Workbench): Promise<Frame> {
  await pageIn(workbench).locator('.bar').waitFor();
  const frame = await (await pageIn(workbench).owner().elementHandle()).contentFrame();
  if (frame === null) throw new Error('the webview has no frame');
  return frame;
}

/** The item of the status bar with a verdict, of which one is the end of another's word. */
export function verdict({ page }: Workbench, word: string): Locator {
  return page
    .locator('.statusbar-item', { hasText: new RegExp(`(?<!\\p{L})${word}`, 'u') })
    .first();
}

/** The item of the status bar that tells the line of the cursor. */
export function cursorAt({ page }: Workbench, line: number): Locator {
  return page.locator('.statusbar-item', { hasText: `Ln ${line},` });
}

/** The page that specs share, in which the installed package runs. */
let shared: Workbench | null = null;

/**
 * Opens a text, or the example of that name, in the page that specs share, with nothing beside it
 * but the files `beside`, which its folder alone holds then. A page of its own would keep a core
 * busy for ten seconds.
 */
export async function openAlone(
  name: string,
  text: string | Buffer = readFileSync(`examples/${name}`),
  beside: Readonly<Record<string, string | Buffer>> = {},
): Promise<Workbench> {
  const files = { ...beside, [name]: text };
  if (shared === null) {
    // A page may miss files that come after it has read its folder and before it watches it.
    const place = emptyFolder('shared-');
    put(files, place.folder);
    shared = await openWorkbench(place, []);
  } else {
    await closeAll(shared);
    // The problems of all files of the folder are shown.
    for (const last of readdirSync(shared.folder))
      rmSync(join(shared.folder, last), { recursive: true });
    put(files, shared.folder);
  }
  await shared.openInExplorer(name);
  return shared;
}

async function closeAll(workbench: Workbench): Promise<void> {
  const seen = (selector: string): Promise<boolean> =>
    workbench.page.locator(selector).first().isVisible();
  if (await seen('.tab.dirty')) await workbench.command('File: Save All');
  if (await seen('.tab')) await workbench.command('View: Close All Editors');
  if (await seen('.part.panel')) await workbench.command('View: Hide Panel');
  if (!(await seen('.explorer-folders-view'))) await workbench.command('View: Show Explorer');
}

function put(files: Readonly<Record<string, string | Buffer>>, folder: string): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Opens an example whose verdict is red, and simulates it from a line of its text. */
export async function simulatedExample(
  name: string,
  line: string,
): Promise<{ readonly workbench: Workbench; readonly frame: Frame }> {
  const workbench = await openAlone(name);
  await workbench.line(line).waitFor();
  await verdict(workbench, 'unschedulable').waitFor();
  await workbench.line(line).click();
  await workbench.command('Hypersched: Simulate');
  return { workbench, frame: await pageOf(workbench) };
}
