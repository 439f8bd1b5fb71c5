import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLoaded } from '../../cli/check/check-file.ts';
import { expecting } from '../../cli/check/expectations.ts';
import { loadedFile } from '../../cli/loaded-file.ts';
import { examples } from '../../client/examples.ts';
import { silent } from '../cli/silent-terminal.ts';

const files = globSync('examples/*.hsched').toSorted();

test('every example is offered', () => {
  expect([...examples].toSorted()).toEqual(files.map((file) => basename(file)));
});

describe.each(files)('%s', (path) => {
  test('says first what it is about', () => {
    expect(readFileSync(path, 'utf8')).toMatch(/^\/\/ \S/);
  });

  test('is as it expects, without an error in its text', async () => {
    const loaded = await loadedFile(path, silent);
    if (loaded.kind === 'refused') throw new Error(loaded.why);
    const checked = checkLoaded(path, loaded);
    const ofText = checked.diagnostics.filter(({ origin }) => origin === 'text');
    expect(ofText).toEqual([]);
    const { expectations = [], diagnostics } = expecting(checked, loaded);
    const unmet = expectations.filter(({ judgment }) => judgment.kind !== 'met');
    expect(unmet, JSON.stringify(diagnostics)).toEqual([]);
  });
});
