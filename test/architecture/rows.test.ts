import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../formats/formats.ts';
import { guestKinds } from '../../scheduling/model/guest-policies.ts';
import { policyKinds } from '../../scheduling/model/policies.ts';
import { serverKinds } from '../../scheduling/model/servers.ts';
import { productionSources, type Source, withoutComments } from './sources.ts';

interface Text {
  readonly path: string;
  readonly text: string;
}

const formatKinds = Object.keys(formats);
const kinds = [...new Set<string>([...policyKinds, ...serverKinds, ...guestKinds])];
const kind = `['"\`](?:${kinds.join('|')})['"\`]`;

/** The ways to recognize a kind by its name: a comparison, a case, or a list. */
const patterns: readonly RegExp[] = [
  new RegExp(`[!=]==?\\s*${kind}`, 'g'),
  new RegExp(`${kind}\\s*[!=]==?`, 'g'),
  new RegExp(`\\bcase\\s+${kind}\\s*:`, 'g'),
  new RegExp(`\\[[^\\[\\]]*${kind}[^\\[\\]]*\\]\\s*(?:\\)|\\.(?:includes|indexOf|some|find))`, 'g'),
];

function comparisons({ path, text }: Text): readonly string[] {
  const code = withoutComments(text);
  return patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([found]) => `${path}: ${found.replace(/\s+/g, ' ')}`),
  );
}

const production = productionSources();

describe('a policy, a server kind and a guest policy are rows', () => {
  it('no file asks for one by its name', () => {
    expect(production.flatMap(comparisons)).toEqual([]);
  });

  const asked: readonly (readonly [string, string])[] = [
    ['a comparison', "if (machine.policy.kind === 'EDF') return 1;"],
    ['the other way round', "if ('RTDS' !== policy.kind) return 1;"],
    ['a case', "switch (policy.kind) {\n  case 'credit2':\n    return 1;\n}"],
    ['a conditional', "const x = server === 'polling' ? 1 : 2;"],
    ['a list', "if (['null', 'credit', 'ARINC653'].includes(kind)) return [];"],
    [
      'a list over several lines',
      "if (\n  [\n    'FP',\n    'FIFO',\n  ].includes(kind)\n) return [];",
    ],
    ['a set', "const prioritized = new Set(['FP', 'FIFO']);"],
  ];
  it.each(asked)('%s is found', (_, text) => {
    expect(comparisons({ path: 'cli/a.ts', text })).not.toEqual([]);
  });

  const rows: readonly (readonly [string, string])[] = [
    ['a row', "const table = { EDF: 1, 'RTDS': 2 };"],
    ['a trait', "if (traitsOf(policy).gives === 'shares') return 1;"],
    ['a policy that is made', "return { kind: 'EDF', placement: 'partitioned' };"],
    ['a comment', "// kind === 'EDF'\n/* case 'RTDS': */\n"],
    ['another word', "if (name === 'EDFX') return ['credits'];"],
  ];
  it.each(rows)('%s is none', (_, text) => {
    expect(comparisons({ path: 'cli/a.ts', text })).toEqual([]);
  });
});

/**
 * The files besides `messages/` and docs that know a kind by its name, or are made for it. A word
 * of two lists counts where `belongs` says that the one of this list is meant.
 */
function filesThatKnow(name: string, belongs: (source: Source) => boolean): readonly string[] {
  const named = new RegExp(`['"\`]${name}['"\`]|^\\s*${name}:`, 'm');
  const own = new RegExp(`/${name.toLowerCase()}\\.ts$`);
  const files = production
    .filter((source) => !source.path.startsWith('messages/') && belongs(source))
    .filter(({ path, text }) => named.test(withoutComments(text)) || own.test(path))
    .map(({ path }) => path);
  const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`);
  const grammars = ['language/hypersched.langium', 'syntaxes/hypersched.tmLanguage.json'].filter(
    (path) => word.test(readFileSync(path, 'utf8').replace(/(\w)(\d)\?/g, '$1|$1$2')),
  );
  return [...files, ...grammars];
}

/** The words of both lists, and the files that mean one list alone. */
const shared: readonly string[] = policyKinds.filter((kind) =>
  guestKinds.some((other) => other === kind),
);
const guests = /guest-policies|\/guest\/|lowering\/domain\.ts$/;
const hosts = /model\/policies|\/host\/|lowering\/machine\.ts$/;

function isMadeFor(others: readonly string[], { path }: Source): boolean {
  return others.some((other) => new RegExp(`/${other.toLowerCase()}(?:/|\\.ts$)`).test(path));
}

const ofFormats = ({ path, imports }: Source): boolean =>
  path.startsWith('formats/') || imports.some((module) => module.startsWith('formats/'));

describe('how many files know one', () => {
  it.each(policyKinds)('the machine policy %s: at most eight', (name) => {
    const others = policyKinds.filter((other) => other !== name);
    const files = filesThatKnow(
      name,
      (source) =>
        !(shared.includes(name) && guests.test(source.path)) && !isMadeFor(others, source),
    );
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(8);
  });

  it.each(serverKinds)('the server kind %s: at most six', (name) => {
    const files = filesThatKnow(name, () => true);
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(6);
  });

  it.each(guestKinds)('the guest policy %s: at most six', (name) => {
    const files = filesThatKnow(name, ({ path }) => !(shared.includes(name) && hosts.test(path)));
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(6);
  });

  it.each(formatKinds)('the format %s: at most three', (name) => {
    const files = filesThatKnow(name, ofFormats);
    expect(files.length, files.join('\n')).toBeLessThanOrEqual(3);
  });
});
