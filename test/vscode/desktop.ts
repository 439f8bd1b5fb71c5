import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';

/**
 * The suite in VS Code's desktop, which is downloaded. It needs the open internet and a display.
 */
const workspace = mkdtempSync(join(tmpdir(), 'hypersched-desktop-'));
try {
  cpSync('examples', workspace, { recursive: true });
  await runTests({
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath: resolve('dist/test/suite.cjs'),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
