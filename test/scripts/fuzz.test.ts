import { URI } from 'langium';
import { expect, test } from 'vitest';
import { loadText } from '../../language/load.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { files, fuzz } from '../../scripts/fuzz/fuzz.ts';
import { FOLDER, importedFiles } from '../support/generated/imported-files.ts';
import { legalFile } from '../support/generated/legal-file.ts';
import { ordinaryFile } from '../support/generated/ordinary-file.ts';
import { runs } from '../support/runs.ts';

test.each([
  ['legal', legalFile],
  ['ordinary', ordinaryFile],
] as const)('%s files have no errors in their text', async (_, make) => {
  const { shared } = createHyperschedServices({ fileSystemProvider: importedFiles });
  for (let seed = 0; seed < runs(100); seed++) {
    const { diagnostics = [] } = await loadText(
      shared,
      make(seed),
      URI.parse(`${FOLDER}/own.hsched`),
    );
    const errors = diagnostics.filter(({ severity }) => severity === 1);
    expect(errors.map(({ message }) => `${seed}: ${message}`)).toEqual([]);
  }
});

/** Files that took seconds or ended in a fault, by the hunts that found them. */
const foundByHunts = [4_028, 22_005, 30_720, 77_137];

test('a generated file, cut short or not, crashes and hangs neither the command nor the server', async () => {
  const orders = [
    ...foundByHunts.map((seed) => ({ kind: 'legal', seed }) as const),
    ...files('legal', runs(1_500), 0),
    ...files('truncated', runs(500), 0),
  ];
  const found: string[] = [];
  let ends = 0;
  for await (const { kind, seed, report, troubles } of fuzz(orders)) {
    for (const what of troubles) found.push(`${kind} ${seed}: ${what}`);
    ends += report?.ends.length ?? 0;
  }
  expect(found).toEqual([]);
  expect(ends).toBeGreaterThan(orders.length / 4);
  // A file that hangs is told by its own time.
}, 3_600_000);
