import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestPackage, vsix } from '../../scripts/package.ts';
import { file, type Workbench } from '../../scripts/workbench.ts';
import { closeWorkbench, examples, openWorkbench, screenshot } from './workbench.ts';

/**
 * Development mode hides files that the package lacks, so this test runs the installed package
 * alone.
 */
describe('the package as shipped', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    const place = examples();
    workbench = await openWorkbench(place, file(place, 'paper-testbed.hsched'));
    await workbench.line('domain guest1 on testbed').waitFor();
  });
  afterAll(() => closeWorkbench(workbench));

  it('is small', () => expect(statSync(vsix).size).toBeLessThan(largestPackage));

  it('has every page that its README leads to', () => {
    const readme = readFileSync('README.md', 'utf8');
    const links = Array.from(readme.matchAll(/\]\(([^)\s:]+)\)/g), ([, link = '']) =>
      link.replace(/\/$/, ''),
    );
    expect(links.length).toBeGreaterThan(5);
    const names = `\n${execFileSync('vsce', ['ls', '--no-dependencies'], { encoding: 'utf8' })}`;
    const missing = links.filter(
      (link) => !names.includes(`\n${link}\n`) && !names.includes(`\n${link}/`),
    );
    expect(missing).toEqual([]);
  });

  it('has its colors', async () => {
    const color = (word: string) =>
      workbench
        .word('domain guest1 on testbed', word)
        .evaluate((span) => getComputedStyle(span).color);
    const colors = async () => new Set([await color('domain'), await color('guest1')]).size;
    await expect.poll(colors).toBe(2);
  });

  it('finds what can miss', async () => {
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    const rows = await workbench.problems();
    await rows.filter({ hasText: 'actuate can miss its 15 ms deadline' }).first().waitFor();
  });

  it('answers its command', async () => {
    await workbench.command('Hypersched: Check');
    await workbench.notification('paper-testbed.hsched is unschedulable');
    await screenshot(workbench, 'package-check');
  });

  it('has an output channel of its own', async () => {
    await workbench.command('Output: Show Output Channels...', 'Hypersched');
    // The settings editor's text goes through a native module that this VS Code lacks.
    await workbench.page
      .locator('.panel .monaco-select-box', { hasText: 'Hypersched' })
      .or(
        workbench.page
          .locator('.panel select')
          .filter({ has: workbench.page.locator('option', { hasText: 'Hypersched' }) }),
      )
      .first()
      .waitFor();
  });
});
