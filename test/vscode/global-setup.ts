import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumFlags, headlessChromium } from '../../scripts/debian/chromium.ts';
import { vsix } from '../../scripts/package.ts';
import { installVscodeServer, startVscodeServer } from '../../scripts/vscode-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port of VS Code's server. */
    port: number;
    /** The address of the one browser. */
    browser: string;
    /** A folder for files that live as long as the server. */
    directory: string;
    /** The file of the suite's result in the extension host. */
    suiteResult: string;
  }
}

/** One VS Code server, with the package installed, and one browser for all specs. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  for (const needed of [vsix, 'dist/test/suite.cjs']) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run \`npm run package\` first`);
  }
  const executablePath = headlessChromium();
  installVscodeServer();
  mkdirSync('test-results', { recursive: true });
  const directory = mkdtempSync(join(tmpdir(), 'hypersched-vscode-'));
  const suiteResult = join(directory, 'suite.json');
  const server = await startVscodeServer({
    dataDirectory: join(directory, 'data'),
    driven: true,
    vsix: resolve(vsix),
    env: { HYPERSCHED_SUITE_RESULT: suiteResult },
  });
  try {
    const browser = await playwright.launchServer({ executablePath, args: chromiumFlags });
    project.provide('port', server.port);
    project.provide('browser', browser.wsEndpoint());
    project.provide('directory', directory);
    project.provide('suiteResult', suiteResult);
    return async () => {
      try {
        await browser.close();
      } finally {
        server.stop();
        rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
      }
    };
  } catch (error) {
    server.stop();
    throw error;
  }
}
