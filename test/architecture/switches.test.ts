import { describe, expect, it } from 'vitest';
import { productionSources, withoutComments } from './sources.ts';

/** The default clauses of switches. A row of a table may be named `default`. */
function defaults(text: string): readonly string[] {
  return withoutComments(text)
    .split('\n')
    .filter((line) => /^\s*default\s*:(?!\s*\()/.test(line));
}

/**
 * The switches without a proven end: neither a case returns, nor does a `satisfies never` follow.
 */
function openEnds(text: string): readonly string[] {
  const code = withoutComments(text);
  return [...code.matchAll(/^( *)switch \((.*)\) \{\n([\s\S]*?)\n\1\}\n(.*)/gm)]
    .filter(([, , , body = '', next = '']) => {
      const answers = /\breturn [^;]|\byield /.test(body) && !/\b(?:break|return);/.test(body);
      return !answers && !/satisfies never;/.test(next);
    })
    .map(([, , subject = '']) => subject);
}

const production = productionSources();

describe('every switch names every case', () => {
  it('in production code', () => {
    const found = production.flatMap(({ path, text }) =>
      [...defaults(text), ...openEnds(text)].map((each) => `${path}: ${each}`),
    );
    expect(found).toEqual([]);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['a default', 'switch (a) {\n  case 1:\n    return 2;\n  default:\n    return 3;\n}\n'],
    ['a default on one line', 'switch (a) {\n  case 1: return 2;\n  default: return 3;\n}\n'],
    ['a case that ends with break', 'switch (a) {\n  case 1:\n    b();\n    break;\n}\n'],
    ['cases that answer nothing', 'switch (a) {\n  case 1:\n    b();\n    return;\n}\n'],
  ];
  it.each(wrong)('%s is found', (_, text) => {
    expect([...defaults(text), ...openEnds(text)]).not.toEqual([]);
  });

  const right: readonly (readonly [string, string])[] = [
    ['cases that answer', 'switch (a) {\n  case 1:\n    return 2;\n}\n'],
    [
      'an end that the compiler proves',
      'switch (a) {\n  case 1:\n    b();\n    return;\n}\na satisfies never;\n',
    ],
    ['a row of a table', "const a = {\n  default: () => t('b'),\n};\n"],
    ['a comment', '// default: b\n/*\n  default: c\n*/\n'],
  ];
  it.each(right)('%s is none', (_, text) => {
    expect([...defaults(text), ...openEnds(text)]).toEqual([]);
  });
});
