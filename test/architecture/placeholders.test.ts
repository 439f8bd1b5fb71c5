import { describe, expect, it } from 'vitest';
import { sourcesOf } from './sources.ts';

/** A sentence that is looked up, with the code of its data. */
interface Sentence {
  readonly template: string;
  readonly data: string;
}

/** All calls of `t` in a text: the first string and the other arguments. */
function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/\bt\(/g)].flatMap(({ index }) => {
    let depth = 1;
    let at = index + 2;
    let string: string | undefined;
    let end = at;
    while (depth > 0) {
      const sign = text[at] ?? ')';
      if (sign === "'" || sign === '"' || sign === '`') {
        const begin = at;
        for (at++; text[at] !== sign; at++) if (text[at] === '\\') at++;
        if (string === undefined) {
          string = text.slice(begin + 1, at);
          end = at + 1;
        }
      } else if (sign === '(') depth++;
      else if (sign === ')') depth--;
      at++;
    }
    return string === undefined ? [] : [{ template: string, data: text.slice(end, at - 1) }];
  });
}

/** The property names of an object literal; `undefined` for other code, whose type lists them. */
function namesGiven(data: string): ReadonlySet<string> | undefined {
  const literal = /^,\s*\{([\s\S]*)\},?\s*$/.exec(data)?.[1];
  if (literal === undefined) return data.trim() === '' ? new Set() : undefined;
  let flat = literal;
  for (let before = ''; before !== flat; ) {
    before = flat;
    flat = flat.replace(/`[^`]*`|'[^']*'|\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}/g, '_');
  }
  if (flat.includes('...')) return undefined;
  const names = flat.split(',').map((part) => (part.split(':')[0] ?? '').trim());
  return new Set(names.filter((name) => name !== ''));
}

describe('every sentence', () => {
  it.each(sourcesOf('messages').map(({ path, text }) => [path, text] as const))(
    'of %s is given what its placeholders name, and nothing else',
    (_, text) => {
      const wrong = sentencesOf(text).filter(({ template, data }) => {
        const given = namesGiven(data);
        const named = new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
        return (
          given !== undefined &&
          (given.size !== named.size || [...given].some((name) => !named.has(name)))
        );
      });
      expect(wrong).toEqual([]);
    },
  );
});
