import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { EmptyFileSystem, URI } from 'langium';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';

/*
 * No text, however broken, makes the language throw, hang, or be silent about a part that it does
 * not understand. Langium prints errors of checks and references and goes on; here they fail the
 * test.
 */

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
const uri = URI.parse('memory:/robust.hsched');

let printed: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  printed = vi.spyOn(console, 'error');
});
afterEach(() => {
  expect(printed.mock.calls).toEqual([]);
  printed.mockRestore();
});

interface Understood {
  readonly model: SystemModel;
  readonly errors: readonly unknown[];
}

async function understand(text: string): Promise<Understood> {
  const document = await loadText(shared, text, uri);
  const { model, places } = lower(document, Hypersched);
  for (const machine of model.machines) {
    expect(places.find({ kind: 'machine', machine: machine.name })).toBeDefined();
    for (const domain of machine.domains) {
      expect(places.find({ kind: 'domain', domain: domain.name })).toBeDefined();
      for (const vcpu of domain.vcpus) {
        expect(
          places.find({ kind: 'vcpu', domain: domain.name, vcpu: vcpu.name })?.attribute('budget'),
        ).toSatisfy(
          (place: unknown) =>
            (place === undefined) === (vcpu.budget === undefined) || domain.incomplete,
        );
      }
      for (const task of domain.tasks) {
        expect(
          places.find({ kind: 'task', domain: domain.name, task: task.name })?.attribute('wcet'),
        ).toBeDefined();
      }
    }
  }
  const diagnostics = document.diagnostics ?? [];
  for (const { message, code, range } of diagnostics) {
    expect(message).not.toMatch(/undefined|NaN|\[object|An error occurred/);
    expect(code).toBeTypeOf('string');
    expect(
      [range.start.line, range.start.character, range.end.line, range.end.character].every(
        Number.isInteger,
      ),
    ).toBe(true);
  }
  return {
    model,
    errors: diagnostics.filter(({ severity }) => severity === 1).map(({ message }) => message),
  };
}

function textsIn(folder: string): readonly (readonly [string, string])[] {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.hsched'))
    .map((name) => [name, readFileSync(new URL(name, url), 'utf8')] as const);
}

const examples = textsIn('../../../examples/');
const workloads = textsIn('../../workloads/');

describe('every example and workload is understood whole', () => {
  test.each([...examples, ...workloads])('%s', async (_, text) => {
    const { model, errors } = await understand(text);
    expect(errors).toEqual([]);
    const domains = model.machines.flatMap((machine) => machine.domains);
    expect(domains.length).toBe(text.match(/^domain /gm)?.length);
    expect(domains.filter(({ incomplete }) => incomplete)).toEqual([]);
  });
});

describe('hostile texts', () => {
  const deep = 100_000;
  const binary = String.fromCharCode(...Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
  const cases: readonly (readonly [string, string])[] = [
    ['only a brace', '}'],
    ['binary', binary],
    ['half surrogates', '\ud800\udc00\ud800 machine \udfff { }'],
    ['a path that no file can have', 'import "\ud800.hsched"'],
    ['names without a character', 'machine "" { } domain "" { } domain d on x { run "" }'],
    ['braces, deep', 'machine m '.concat('{'.repeat(deep))],
    ['braces, closed', '}'.repeat(deep)],
    ['comments, open', '/*'.repeat(deep)],
    ['quotes', '"'.repeat(deep)],
    ['dots', `machine m { window a${'.a'.repeat(deep)} }`],
    ['a long name', `machine ${'a-'.repeat(deep)} { }`],
    ['a long number', `machine m { resolution ${'9'.repeat(deep)}s }`],
    ['many openers', 'task '.repeat(deep / 10)],
    ['many domains, half', 'domain d on '.repeat(deep / 10)],
    ['many commas', `machine m { } scenario s { at 0ms start ${','.repeat(deep)} }`],
  ];

  test.each(cases)('%s', async (_, text) => {
    const { errors } = await understand(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(30_000);
  });

  test.each(['', ' ', '\n\n', '\ufeff', '// only a comment', '/* one */'])(
    'nothing at all: %j',
    async (text) => {
      expect(await understand(text)).toEqual({
        model: { machines: [], scenarios: [] },
        errors: [],
      });
    },
  );

  test('10 MB that mean nothing', async () => {
    const line = 'lorem ipsum { 12ms dolor "sit" amet } 0.5 consectetur\n';
    const { errors } = await understand(line.repeat(Math.ceil(10_000_000 / line.length)));
    expect(errors.length).toBeGreaterThan(0);
  });

  test.each([
    ['bytes', binary],
    ['letters of another script', 'é'],
    ['those with blanks between', 'é '],
    ['braces', '{ '],
    ['dashes', '-'],
    ['one name', 'a'],
    ['one number', '9'],
    ['one comment without an end', '/*'],
  ])('10 MB of %s', async (_, piece) => {
    const { errors } = await understand(piece.repeat(Math.ceil(10_000_000 / piece.length)));
    expect(errors.length).toBeGreaterThan(0);
  });
});

test('an example cut at every position', async () => {
  const text = readFileSync(
    new URL('../../../examples/paper-testbed.hsched', import.meta.url),
    'utf8',
  );
  const whole = await understand(text);
  expect(whole.errors).toEqual([]);
  for (let end = 0; end < text.length; end++) await understand(text.slice(0, end));
});

test('examples with anything deleted, doubled, swapped or put in', async () => {
  const words = [
    'constructor',
    '__proto__',
    '{',
    '}',
    'task',
    'vcpu',
    'domain',
    'on',
    'period',
    '10ms',
    '-5ms',
    '"',
    '.',
    ',',
    'at',
    'set',
    '/*',
    '\n',
    'é',
    '..',
    '0ms',
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.integer({ min: 0, max: 30 }),
    insert: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 }), fc.constant('')),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...examples.map(([, text]) => text)),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      async (text, edits) => {
        let edited = text;
        for (const { at, remove, insert } of edits) {
          const offset = Math.floor(at * edited.length);
          edited = edited.slice(0, offset) + insert + edited.slice(offset + remove);
        }
        await understand(edited);
      },
    ),
    { numRuns: 1000 },
  );
});

test('any words of the language in any order', async () => {
  const vocabulary = [...new Set(examples.flatMap(([, text]) => text.split(/\s+/)))];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...vocabulary), { maxLength: 60 }),
      async (tokens) => {
        await understand(tokens.join(' '));
      },
    ),
    { numRuns: 1000 },
  );
});
