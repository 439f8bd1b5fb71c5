import { EmptyFileSystem } from 'langium';
import { expect, test } from 'vitest';
import { loadText } from '../../language/load.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { files, fuzz } from '../../scripts/fuzz/fuzz.ts';
import { legalFile } from '../support/generated/legal-file.ts';
import { ordinaryFile } from '../support/generated/ordinary-file.ts';
import { runs } from '../support/runs.ts';

test.each([
  ['legal', legalFile],
  ['ordinary', ordinaryFile],
] as const)('%s files have no errors in their text', async (_, make) => {
  const { shared } = createHyperschedServices(EmptyFileSystem);
  for (let seed = 0; seed < runs(100); seed++) {
    const { diagnostics = [] } = await loadText(shared, make(seed));
    const errors = diagnostics.filter(({ severity }) => severity === 1);
    expect(errors.map(({ message }) => `${seed}: ${message}`)).toEqual([]);
  }
});

test('a generated file is checked and explained, cut short or not, without a crash or a hang', async () => {
  const orders = [...files('legal', runs(400), 0), ...files('truncated', runs(200), 0)];
  const troubles: string[] = [];
  for await (const { kind, seed, what } of fuzz(orders)) troubles.push(`${kind} ${seed}: ${what}`);
  expect(troubles).toEqual([]);
}, 600_000);
