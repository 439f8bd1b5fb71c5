import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileName, wrongName } from '../../../../formats/xen/export/names.ts';
import { configString, shellWord } from '../../../../formats/xen/export/quote.ts';
import { runs } from '../../../support/runs.ts';
import { exportInto, inFolder } from './exported.ts';
import { FakeHost } from './fake-host.ts';

/** All characters of ASCII that can be seen, but for those that no name of the language has. */
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
  (character) => character !== '"',
);

/** Texts that would run a program if a shell took them for anything but a word. */
const malicious = [
  '$(touch RAN)',
  '`touch RAN`',
  "'; touch RAN; '",
  "'\\''; touch RAN #",
  '; touch RAN;',
  '| touch RAN',
  '& touch RAN &',
  '> RAN',
  `\${IFS}touch\${IFS}RAN`,
  '\\',
  "\\'",
  'a\\nb',
  '*',
  '~',
  '!!',
  '%s%n',
  'a=b',
  '#',
  'é 한국 😀',
];

interface Names {
  readonly machine: string;
  readonly pools: readonly string[];
  readonly domain: (pool: number) => string;
  readonly vcpu: string;
  readonly folder: string;
}

/** Exports a system with these names into a folder, deploys it, and takes it down again. */
async function deployed(names: Names, use: (host: FakeHost) => void): Promise<void> {
  const { machine, pools, domain, vcpu } = names;
  const lines = [
    `machine "${machine}" { cores ${pools.length + 1}  scheduler credit2`,
    ...pools.map((pool, index) => `  pool "${pool}" { cores ${index + 1}  scheduler RTDS }`),
    '}',
    ...pools.map(
      (pool, index) =>
        `domain "${domain(index)}" on "${machine}"."${pool}" { vcpu "${vcpu}"  period 10ms  budget 2ms }`,
    ),
  ];
  await inFolder(async (outer) => {
    const folder = join(outer, names.folder);
    mkdirSync(folder);
    await exportInto(folder, lines.join('\n'));
    const host = new FakeHost({
      ...{ processors: pools.length + 1, scheduler: 'credit2', dom0Vcpus: 1, version: '4.23.0' },
    });
    const before = host.state();
    try {
      const ran = host.run(join(folder, 'deploy.sh'));
      expect(ran).toMatchObject({ code: 0, err: '' });
      use(host);
      const down = host.run(join(folder, 'takedown.sh'), ['--yes']);
      expect(down).toMatchObject({ code: 0, err: '' });
      expect(host.state()).toEqual(before);
      for (const place of [folder, host.folder, process.cwd()])
        expect(existsSync(join(place, 'RAN'))).toBe(false);
    } finally {
      host.remove();
    }
  });
}

/** Each call of `xl` has the names as whole words, and nothing else was run. */
function expectNamesAlone({ pools, domain }: Names, host: FakeHost): void {
  const calls = host.calls();
  const given = (verb: string, option: string) =>
    new Set(calls.flatMap((call) => (call[0] === verb ? [call[call.indexOf(option) + 1]] : [])));
  const domains = pools.map((_, index) => domain(index));
  expect(given('sched-rtds', '-d')).toEqual(new Set(domains));
  expect(given('unpause', 'unpause')).toEqual(new Set(domains));
  for (const pool of pools) expect(host.xl('cpupool-list', pool)).toContain(pool);
  for (const name of domains) expect(host.xl('list', name)).toContain(name);
}

/** The characters in pieces that a pool's name can hold, each between two letters. */
const pieces = Array.from({ length: Math.ceil(printable.length / 16) }, (_, index) =>
  printable.slice(16 * index, 16 * index + 16).filter((character) => character !== '/'),
).map((characters) => `a${characters.join('')}z`);

test('every printable character may stand in every name', async () => {
  const all = printable.filter((character) => character !== '/').join('');
  const names: Names = {
    ...{ machine: `m${all}`, pools: pieces, domain: (pool) => `d${pool}${all}.` },
    ...{ vcpu: `v${all}`, folder: `f${all}`.slice(0, 200) },
  };
  await deployed(names, (host) => expectNamesAlone(names, host));
});

test('a text that would run a program runs none', async () => {
  const short = malicious.filter(
    (text) => wrongName(text, 'pool') === null && new TextEncoder().encode(text).length < 17,
  );
  const names: Names = {
    machine: malicious.join(' '),
    pools: short,
    domain: (pool) => `${malicious[pool] ?? ''}|${malicious.slice(0, 6).join('')}`,
    ...{ vcpu: malicious.join(' '), folder: malicious.slice(0, 5).join('') },
  };
  await deployed(names, (host) => expectNamesAlone(names, host));
});

test('nor does any text of such characters', async () => {
  const name = fc
    .string({ unit: fc.constantFrom(...printable), minLength: 1, maxLength: 16 })
    .filter((text) => wrongName(text, 'pool') === null);
  await fc.assert(
    fc.asyncProperty(name, name, name, async (pool, domain, other) => {
      const names: Names = {
        ...{ machine: other, pools: [pool], domain: () => domain, vcpu: other, folder: 'f' },
      };
      await deployed(names, (host) => expectNamesAlone(names, host));
    }),
    { numRuns: runs(4) },
  );
});

describe('a name that xl would take for something else is refused', () => {
  test.each([
    ['7', 'number'],
    ['0x10', 'number'],
    ['-p', 'option'],
    ['a/b', 'slash'],
    ['..', null],
    ['a\u0007b', 'control'],
    ['a\u202eb', 'control'],
    [' a', 'control'],
    ['Domain-0', 'taken-by-xen'],
    ['Pool-0', 'taken-by-xen'],
    ['a-perfectly-long-one', { longest: 18 }],
    ['a-name', null],
  ] as const)('%j', (name, why) => {
    expect(wrongName(name, 'pool')).toEqual(why);
  });
});

test('a quoted word is the word itself for a shell, and a string for xl', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((each) => !each.includes('\0'));
  fc.assert(
    fc.property(text, (word) => {
      const quoted = shellWord(word);
      const back = quoted.startsWith("'") ? quoted.slice(1, -1).split("'\\''").join("'") : quoted;
      expect(back).toBe(word);
      expect(quoted.startsWith("'") || /^[\w./:,@+-]+$/.test(quoted)).toBe(true);
      expect(configString(word).slice(1, -1).replace(/\\(.)/gs, '$1')).toBe(word);
    }),
    { numRuns: runs(500) },
  );
});

test('the names of files differ where names differ, and need no quotes but for %', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(fileName(a)).toMatch(/^[A-Za-z0-9_%][A-Za-z0-9_.+%-]*$/);
      expect(fileName(a) === fileName(b)).toBe(a === b);
    }),
    { numRuns: runs(500) },
  );
});
