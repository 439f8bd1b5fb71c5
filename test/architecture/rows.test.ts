import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guestKinds } from '../../scheduling/model/guest-policies.ts';
import { policyKinds } from '../../scheduling/model/policies.ts';
import { serverKinds } from '../../scheduling/model/servers.ts';
import { sourcesOf, withoutComments } from './sources.ts';

interface Text {
  readonly path: string;
  readonly text: string;
}

const kinds = [...new Set<string>([...policyKinds, ...serverKinds, ...guestKinds])];
const kind = `['"\`](?:${kinds.join('|')})['"\`]`;

/** How a kind can be told by its name: compared, as a case, or as one of a list that is asked. */
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

const production = [
  'scheduling',
  'language',
  'messages',
  'formats',
  'server',
  'client',
  'cli',
].flatMap(sourcesOf);

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

/** The files besides `messages/` and docs that know a kind by its name, or are made for it. */
function filesThatKnow(name: string): readonly string[] {
  const named = new RegExp(`['"\`]${name}['"\`]|^\\s*${name}:`, 'm');
  const own = new RegExp(`/${name.toLowerCase()}\\.ts$`);
  const files = production
    .filter(({ path }) => !path.startsWith('messages/'))
    .filter(({ path, text }) => named.test(withoutComments(text)) || own.test(path))
    .map(({ path }) => path);
  const word = new RegExp(`(?<![\\w-])${name}(?![\\w-])`);
  const grammars = ['language/hypersched.langium', 'syntaxes/hypersched.tmLanguage.json'].filter(
    (path) => word.test(readFileSync(path, 'utf8').replace(/(\w)(\d)\?/g, '$1|$1$2')),
  );
  return [...files, ...grammars];
}

describe('how many files know one', () => {
  // `credit2`, as it was added, is known in the eight that the house allows.
  it('a machine policy: at most eight', () => {
    expect(filesThatKnow('credit2').length, filesThatKnow('credit2').join('\n')).toBeLessThan(9);
    expect(filesThatKnow('RTDS').length, filesThatKnow('RTDS').join('\n')).toBeLessThan(9);
  });

  it.each(serverKinds)('the server kind %s: at most six', (name) => {
    expect(filesThatKnow(name).length, filesThatKnow(name).join('\n')).toBeLessThan(7);
  });

  const guestsAlone = guestKinds.filter((name) => !policyKinds.some((other) => other === name));
  it.each(guestsAlone)('the guest policy %s: at most six', (name) => {
    expect(filesThatKnow(name).length, filesThatKnow(name).join('\n')).toBeLessThan(7);
  });
});
