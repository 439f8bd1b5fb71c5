import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { chromium, chromiumFlags } from './debian/chromium.ts';
import { installFromDebian } from './debian/install-from-debian.ts';
import { buildPackage, vsix } from './package.ts';
import { installVscodeServer, startVscodeServer } from './vscode-server.ts';
import { file, Workbench } from './workbench.ts';

/**
 * Takes the picture of docs/images/ in a real VS Code with the package installed. It ships with it,
 * hence the few colors: a third of the bytes, and no eye sees it.
 */

buildPackage();
if (spawnSync('pngquant', ['--version']).error !== undefined) installFromDebian('pngquant');
installVscodeServer();
mkdirSync('docs/images', { recursive: true });
const directory = mkdtempSync(join(tmpdir(), 'hypersched-screenshots-'));
const folder = join(directory, 'examples');
cpSync('examples', folder, { recursive: true });
const server = await startVscodeServer({
  dataDirectory: join(directory, 'data'),
  vsix,
  driven: true,
});
try {
  const browser = await playwright.launch({ executablePath: chromium(), args: chromiumFlags });
  try {
    const place = { port: server.port, folder };
    const workbench = await Workbench.open(browser, place, file(place, 'paper-testbed.hsched'));
    await workbench.page.setViewportSize({ width: 1200, height: 760 });
    await why(workbench);
    withFewColors('docs/images/why.png');
  } finally {
    await browser.close();
  }
} finally {
  server.stop();
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

function withFewColors(path: string): void {
  const flags = [
    '--speed',
    '1',
    '--quality',
    '70-95',
    '--strip',
    '--force',
    '--output',
    path,
    path,
  ];
  execFileSync('pngquant', flags, { stdio: 'inherit' });
}

/** Shows the supply and demand of guest1's VCPU beside the text. */
async function why(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.line('domain guest1 on testbed').waitFor();
  await workbench.theme('Dark Modern');
  await workbench.command('View: Toggle Minimap');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.line('vcpu v0 period 5ms').click();
  await workbench.command('Hypersched: Show Why');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await panel.locator('.reason', { hasText: 'actuate can miss' }).waitFor();
  await panel.locator('svg.curves').first().waitFor();
  await page.mouse.move(25, 450);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: 'docs/images/why.png' });
}
