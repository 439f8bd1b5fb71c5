import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * A case kept in a file: a text in the language, and the expectations of it.
 *
 * ```
 * // $TEST$ what this case shows
 * machine m { <|> }
 * // $EXPECT$ just
 * cores, clock
 * ```
 */
export interface Case {
  /** The text behind `$TEST$`. */
  readonly title: string;
  /** The text up to the first `$EXPECT$`, without empty lines around it. */
  readonly text: string;
  readonly expected: readonly Expected[];
}

interface Expected {
  /** The text behind `$EXPECT$`. */
  readonly what: string;
  /** The text below it, without empty lines around it. */
  readonly text: string;
  /** Its lines that are not empty. */
  readonly lines: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');

/** The cases of every `.hsched` file in a folder of the project, each with its file's name. */
export function casesIn(folder: string): readonly (readonly [string, Case])[] {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.hsched'));
  return files.sort().flatMap((file) => {
    const cases = readCases(readFileSync(join(root, folder, file), 'utf8'));
    if (cases.length === 0) throw new Error(`${file} holds no case`);
    return cases.map((each) => [`${file}: ${each.title}`, each] as const);
  });
}

function readCases(source: string): readonly Case[] {
  const [head = '', ...parts] = sections(source, '$TEST$');
  if (head.trim() !== '') throw new Error(`there is text before the first $TEST$: ${head}`);
  return parts.map((part) => {
    const [title, body] = firstLine(part);
    const [text = '', ...expected] = sections(body, '$EXPECT$');
    if (expected.length === 0) throw new Error(`nothing is expected of "${title}"`);
    return { title, text: trimmed(text), expected: expected.map(expectation) };
  });
}

function expectation(part: string): Expected {
  const [what, body] = firstLine(part);
  const text = trimmed(body);
  return { what, text, lines: text.split('\n').filter((line) => line.trim() !== '') };
}

/** The texts before, between and behind the comments that begin with that mark. */
function sections(text: string, mark: '$TEST$' | '$EXPECT$'): readonly string[] {
  return `\n${text}`.split(`\n// ${mark}`).map((part) => part.replace(/^\n/, ''));
}

function firstLine(part: string): readonly [string, string] {
  const end = part.indexOf('\n');
  return end < 0 ? [part.trim(), ''] : [part.slice(0, end).trim(), part.slice(end + 1)];
}

function trimmed(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
