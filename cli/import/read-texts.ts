import { exitCode } from '../exit-code.ts';
import { shownPath } from '../output/shown.ts';
import { writeWhole } from '../output/write-whole.ts';
import { readSource, sourceText } from '../source-text.ts';
import type { Terminal } from '../terminal.ts';

/** A file of the command line with its text. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** Reads files, or standard input for `-`. `null` if one cannot be read, which is then said. */
export async function readTexts(
  files: readonly string[],
  terminal: Terminal,
): Promise<readonly NamedText[] | null> {
  const texts: NamedText[] = [];
  for (const file of files) {
    const source = file === '-' ? await sourceText(terminal.input) : await readSource(file);
    if (source.kind === 'refused') {
      terminal.err(`${shownPath(file)}: error: ${source.why}\n`);
      terminal.finish(exitCode.badText);
      return null;
    }
    texts.push({ file, text: source.text });
  }
  return texts;
}

/** Reads one file, or standard input for `-`. `null` if it cannot be read, which is then said. */
export async function readText(file: string, terminal: Terminal): Promise<string | null> {
  const texts = await readTexts([file], terminal);
  return texts?.[0]?.text ?? null;
}

/** Writes what was made to a file, or to standard output without one. */
export async function give(
  text: string,
  file: string | undefined,
  terminal: Terminal,
): Promise<void> {
  if (file === undefined) {
    terminal.out(text);
    return terminal.finish(exitCode.proven);
  }
  const problem = await writeWhole(file, [text]);
  if (problem !== null) terminal.err(`error: ${problem}\n`);
  terminal.finish(problem === null ? exitCode.proven : exitCode.badText);
}

/** Says that nothing could be made. */
export function refuse(why: string, terminal: Terminal): void {
  terminal.err(`error: ${why}\n`);
  terminal.finish(exitCode.badText);
}
