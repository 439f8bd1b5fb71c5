import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installFromDebian } from './install-from-debian.ts';

/** The flags for a machine without a screen, a GPU and the open internet. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const shell = 'chromium-headless-shell';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of Chromium's headless shell, which draws the same pages with two thirds of the
 * processor time; that of {@link chromium} where there is none.
 */
export function headlessChromium(): string {
  if (process.env.HYPERSCHED_CHROMIUM !== undefined) return chromium();
  return onPath([shell]) ?? chromium();
}

/** Installs Debian's headless shell where there is none and it can be. */
export function installHeadlessShell(): void {
  if (process.env.HYPERSCHED_CHROMIUM !== undefined || onPath([shell]) !== undefined) return;
  try {
    installFromDebian(shell, 'fonts-dejavu-core');
  } catch {
    // An older Debian has none; apt-get has said so, and Chromium does.
  }
}

/**
 * The path of an installed Chromium. As root it installs Debian's where there is none; otherwise it
 * throws.
 */
export function chromium(): string {
  return installed() ?? debian();
}

function installed(): string | undefined {
  return process.env.HYPERSCHED_CHROMIUM ?? onPath(names) ?? elsewhere.find(isProgram);
}

function onPath(programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => programs.map((name) => join(folder, name))).find(isProgram);
}

function debian(): string {
  if (installFromDebian('chromium', 'fonts-dejavu-core')) {
    const found = installed();
    if (found !== undefined) return found;
  }
  throw new Error(
    'The tests in a real VS Code need Chromium, and none was found. Install it (Debian: `apt-get install chromium`), ' +
      'or set HYPERSCHED_CHROMIUM to the path of a Chromium or Chrome.',
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
