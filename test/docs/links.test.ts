import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const pages = globSync(['*.md', 'docs/**/*.md']);

test('the pages are found', () => {
  expect(pages).toContain('README.md');
});

test.each(pages)('every link in %s leads somewhere', (page) => {
  const links = Array.from(
    readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g),
    ([, link = '']) => link,
  );
  const local = links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => link.replace(/#.*$/, ''));
  expect(local.filter((link) => link !== '' && !existsSync(join(dirname(page), link)))).toEqual([]);
});
