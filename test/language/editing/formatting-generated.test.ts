import { EmptyFileSystem } from 'langium';
import { expect, test } from 'vitest';
import { formatText } from '../../../language/formatting/formatter.ts';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { legalFile } from '../../support/generated/legal-file.ts';
import { ordinaryFile } from '../../support/generated/ordinary-file.ts';
import { Random } from '../../support/generated/random.ts';
import { runs } from '../../support/runs.ts';

/** The number of files of each kind in one run. */
const FILES = runs(100);

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

const read = async (text: string) => {
  const document = await loadText(shared, text);
  const { lexerErrors, parserErrors } = document.parseResult;
  const errors = [...lexerErrors, ...parserErrors].map(({ message }) => message);
  return { errors, model: lower(document, Hypersched).model, formatted: formatText(document) };
};

/** The text with other blanks, line ends and comments between its words. */
function disarranged(text: string, random: Random): string {
  const between = [' ', '  ', '\t', '\n', '\n\n\n', ' /* a */ ', ' // b\n'] as const;
  return text.replace(/\s+/g, () => random.pick(between));
}

test.each([
  ['of any part of the language', legalFile],
  ['as a person would write them', ordinaryFile],
])('formatting files %s keeps their meaning, and done twice changes nothing', async (_, fileOf) => {
  let formatted = 0;
  for (let seed = 0; seed < FILES; seed++) {
    const text = disarranged(fileOf(seed), new Random(seed));
    const before = await read(text);
    // A line end within an import's path or between a number and its unit is another text.
    if (before.errors.length > 0) continue;
    formatted++;
    const after = await read(before.formatted);
    expect(after.errors, `seed ${seed}`).toEqual([]);
    expect(after.model, `seed ${seed}:\n${before.formatted}`).toEqual(before.model);
    expect(after.formatted, `seed ${seed}`).toBe(before.formatted);
  }
  expect(formatted).toBeGreaterThan(FILES / 2);
});
