import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startInProcess } from '../in-process.ts';

/**
 * Files that belong together. Each edit changes one line of one of them. They have one core each,
 * so that no placement depends on earlier ones.
 */
const files: Readonly<Record<string, readonly string[]>> = {
  board: [
    'overheads table { switch any -> any 10us }',
    'machine m { scheduler EDF partitioned overheads table }',
    'machine other { scheduler RM partitioned servers periodic }',
  ],
  sets: [
    'taskset a { task x period 20ms wcet 1ms }',
    'taskset b { task y period 40ms wcet 3ms deadline 30ms }',
  ],
  first: [
    'import "board.hsched"',
    'import "sets.hsched"',
    'domain g1 on m { scheduler RM vcpu v period 5ms budget 1.5ms run a on v }',
    'domain g2 on m { scheduler EDF vcpu v period 8ms run b on v }',
  ],
  second: [
    'import "first.hsched"',
    'domain g3 on other { vcpu v period 10ms budget 4ms task z period 30ms wcet 4ms }',
    'scenario s on m { at 0ms start g1 at 10ms start g2 }',
  ],
};

const names = Object.keys(files);
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('number' as const),
    at: fc.nat(1_000),
    value: fc.constantFrom('1', '2', '3', '7', '12', '30', '0'),
  }),
  fc.record({
    kind: fc.constantFrom('drop' as const, 'restore' as const, 'half' as const),
    at: fc.nat(1_000),
  }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, original: readonly string[], change: Edit): string {
  const lines = text.split('\n');
  const line = change.at % Math.max(1, original.length);
  switch (change.kind) {
    case 'drop':
      return lines.with(line % lines.length, '').join('\n');
    case 'restore':
      return lines.with(line % lines.length, original[line % original.length] ?? '').join('\n');
    case 'half':
      return lines
        .with(line % lines.length, (lines[line % lines.length] ?? '').slice(0, change.at % 60))
        .join('\n');
    case 'number': {
      const numbers = [...text.matchAll(/\d+(\.\d+)?(?=ms)/g)];
      const found = numbers[change.at % Math.max(1, numbers.length)];
      if (found === undefined) return text;
      return text.slice(0, found.index) + change.value + text.slice(found.index + found[0].length);
    }
  }
}

const uriOf = (name: string) => `untitled:${name}.hsched`;

async function freshly(texts: Readonly<Record<string, string>>): Promise<unknown> {
  const { client } = await startInProcess();
  for (const name of names) await client.open(uriOf(name), texts[name] ?? '');
  const shown = await shownBy(client);
  client.dispose();
  return shown;
}

async function shownBy(
  client: Awaited<ReturnType<typeof startInProcess>>['client'],
): Promise<unknown> {
  const results = await client.check();
  return names.map((name) => {
    const verdict = results.find(({ uri }) => uri === uriOf(name))?.verdict;
    const diagnostics = client.diagnostics(uriOf(name)).map((each) => JSON.stringify(each));
    return { name, verdict, diagnostics: diagnostics.sort() };
  });
}

describe('a server that has followed many edits', () => {
  it('shows what one shows that sees the texts for the first time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...names), edit), { minLength: 1, maxLength: 12 }),
        async (edits) => {
          const { client } = await startInProcess();
          const texts = Object.fromEntries(
            names.map((name) => [name, (files[name] ?? []).join('\n')]),
          );
          for (const name of names) await client.open(uriOf(name), texts[name] ?? '');
          for (const [index, [name, change]] of edits.entries()) {
            texts[name] = edited(texts[name] ?? '', files[name] ?? [], change);
            await client.change(uriOf(name), texts[name]);
            // Some edits follow at once, others after the analysis.
            if (index % 3 === 0) await client.check();
          }
          const shown = await shownBy(client);
          expect(client.complaints).toEqual([]);
          client.dispose();
          expect(shown).toEqual(await freshly(texts));
        },
      ),
      { numRuns: 40 },
    );
  });
});
