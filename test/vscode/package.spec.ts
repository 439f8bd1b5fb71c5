import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { largestPackage, vsix } from '../../scripts/package.ts';

describe('the package as shipped', () => {
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
});
