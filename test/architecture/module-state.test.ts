import { describe, expect, it } from 'vitest';
import { sourcesOf, withoutComments } from './sources.ts';

const collection = String.raw`=\s*new\s+(?:Weak)?(?:Map|Set)\b`;

/** Collections in a variable of a module, or in a static field of a class. */
const patterns: readonly RegExp[] = [
  // An arrow in a type does not end the declaration; one before the value makes it a function.
  new RegExp(
    String.raw`^(?:export\s+)?(?:const|let|var)\s+(\w+)\s*(:(?:[^=;]|=>)*?)?${collection}`,
    'gm',
  ),
  new RegExp(String.raw`\bstatic\s+(?:readonly\s+)?(#?\w+)\s*(:(?:[^=;]|=>)*?)?${collection}`, 'g'),
];

/** The names of the collections that a module holds and its code may change. */
function kept(text: string): readonly string[] {
  const code = withoutComments(text);
  return patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)]
      .filter(([, , type = '']) => !/^:\s*Readonly(?:Map|Set)\b/.test(type))
      .map(([, name = '']) => name),
  );
}

describe('what is remembered is passed', () => {
  it('no module of scheduling/ keeps a collection that changes', () => {
    const found = sourcesOf('scheduling').flatMap(({ path, text }) =>
      kept(text).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  const keeping: readonly (readonly [string, string])[] = [
    ['a map by identity', 'const recent = new WeakMap<Domain, Load>();'],
    ['one of many lines', 'export const recent = new WeakMap<\n  Domain,\n  Load\n>();'],
    ['one with its type', 'const recent: Map<string, () => void> = new Map();'],
    ['one on the next line', 'let recent: WeakSet<Domain> =\n  new WeakSet();'],
    ['one of a class', 'class Loads {\n  private static readonly recent = new Set<Load>();\n}'],
  ];
  it.each(keeping)('%s is found', (_, text) => {
    expect(kept(text)).toEqual(['recent']);
  });

  const passing: readonly (readonly [string, string])[] = [
    ['one made in a function', 'function loads() {\n  const recent = new Map();\n}'],
    ['a function that makes one', 'const recent = (): Map<string, Load> => new Map();'],
    ['a field', 'class Loads {\n  private readonly recent = new Map<string, Load>();\n}'],
    ['a table that nobody changes', "const words: ReadonlySet<string> = new Set(['a', 'b']);"],
  ];
  it.each(passing)('%s is none', (_, text) => {
    expect(kept(text)).toEqual([]);
  });
});
