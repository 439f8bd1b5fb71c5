import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import { chromium, chromiumFlags } from '../debian/chromium.ts';
import { installFromDebian } from '../debian/install-from-debian.ts';
import { nodeProgram } from '../node-programs.ts';
import { buildPackage, vsix } from '../package.ts';
import { installVscodeServer, startVscodeServer } from '../vscode-server.ts';
import { file, Workbench } from '../workbench.ts';
import { Guide } from './guide.ts';
import { Tour } from './tour.ts';

/**
 * Takes the pictures of the walkthrough in three themes, and the moving one of the README, in a
 * real VS Code with the package installed.
 */

/** The first file of the walkthrough. */
const text = `machine board {
  cores 2
}

domain guest on board {
  scheduler RM
  vcpu v0  period 5ms  budget 3ms
  task sensor   period 10ms  wcet 1ms
  task control  period 20ms  wcet 4ms
}

// expect: schedulable guest
`;

/** The same guest on a Xen, for which it is exported. */
const onXen = `machine board {
  cores 2
  scheduler RTDS
}

domain dom0 on board {
  type dom0
  vcpu v0  period 10ms  budget 4ms
  task backend  period 20ms  wcet 2ms
}

domain guest on board {
  scheduler RM
  vcpu v0  period 5ms  budget 3ms
  task sensor   period 10ms  wcet 1ms
  task control  period 20ms  wcet 4ms
}
`;

const themes = { light: 'Light Modern', dark: 'Dark Modern', hc: 'Dark High Contrast' } as const;

buildPackage();
installVscodeServer();
if (!isThere('img2webp') || !isThere('pngquant')) installFromDebian('webp', 'pngquant');
const directory = mkdtempSync(join(tmpdir(), 'hypersched-pictures-'));
mkdirSync('images/walkthrough', { recursive: true });
const dataDirectory = join(directory, 'data');
const server = await startVscodeServer({ dataDirectory, vsix, driven: true });
try {
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumFlags });
  try {
    for (const [name, theme] of Object.entries(themes)) {
      const guide = new Guide(await opened(browser, name), name);
      await guide.workbench.theme(theme);
      await guide.takeAll();
      await guide.workbench.page.close();
      const script = new Guide(await opened(browser, `${name}-script`, 'dom0/deploy.sh'), name);
      await script.workbench.theme(theme);
      await script.takeScript();
      await script.workbench.page.close();
    }
    const tour = new Tour(await opened(browser, 'tour'), join(directory, 'frames'));
    await tour.workbench.theme(themes.dark);
    await tour.take();
    tour.write('docs/images/tour.webp');
  } finally {
    await browser.close();
  }
} finally {
  server.stop();
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** Opens a file of a folder of its own. */
async function opened(browser: Browser, name: string, shown = 'board.hsched'): Promise<Workbench> {
  const folder = join(directory, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'board.hsched'), text);
  const args = ['export', 'xen', '-', '--out', join(folder, 'dom0')];
  execFileSync(process.execPath, [nodeProgram('cli/hypersched'), ...args], {
    ...{ input: onXen, stdio: ['pipe', 'ignore', 'ignore'] },
  });
  const place = { port: server.port, folder };
  const workbench = await Workbench.open(browser, place, file(place, shown));
  await workbench.page.setViewportSize({ width: 680, height: 390 });
  await workbench.page.locator('.editor-instance .view-line').first().waitFor();
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.command('View: Toggle Minimap');
  return workbench;
}

function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
