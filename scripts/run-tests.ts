import { headlessChromium, installHeadlessShell } from './debian/chromium.ts';
import { neovim } from './debian/neovim.ts';
import { oldestNode } from './node/oldest-node.ts';
import { buildPackage } from './package.ts';
import { sum } from './tests/test-counts.ts';
import { startTests } from './tests/test-run.ts';

/**
 * Packs everything as it ships, runs all tests on that, and ends with the line `N passed, N
 * failed`.
 */

// Chromium, Neovim and the Node of the command's tests are installed before the tests start, so
// that no test waits for them.
installHeadlessShell();
headlessChromium();
neovim();
oldestNode();
buildPackage();

// A real VS Code mostly waits, for itself and at a person's pace: the other tests run meanwhile
// and let it go first, and its output comes after theirs.
const vscode = startTests('vscode', { output: 'pipe' });
const unit = startTests('unit', { output: 'inherit', yields: true });
const counts = sum(await unit.counts, await vscode.counts);
console.log(`${vscode.output()}\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
