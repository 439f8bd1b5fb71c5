import { WriteStream } from 'node:tty';
import util from 'node:util';
import type { FileProblem } from '../messages/command/files.ts';
import type { ExitCode } from './exit-code.ts';
import { shownLines } from './output/shown.ts';
import { standardOutput } from './output/standard-output.ts';
import { waitLine } from './output/wait-line.ts';

type Format = Parameters<typeof util.styleText>[0];

/** The environment of a subcommand: two streams of text, standard input, and the exit code. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input: AsyncIterable<Uint8Array>;
  /** Colors a text for the output stream. Without colors it returns the text unchanged. */
  readonly style: Style;
  /** Does work that may take long, and tells a waiting person what it is. */
  readonly during: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  readonly finish: (code: ExitCode) => void;
}

export type Style = (format: Format, text: string) => string;

export const plain: Style = (_format, text) => text;

/**
 * The process's own streams. Color follows the terminal, `NO_COLOR` and `FORCE_COLOR`. `failed` is
 * called when standard output cannot be written.
 */
export function processTerminal(
  finish: (code: ExitCode) => void,
  failed: (problem: FileProblem) => void,
): Terminal {
  // A failure of standard error can be reported nowhere.
  process.stderr.on('error', () => {});
  return {
    out: standardOutput(failed),
    err: (text) => process.stderr.write(shownLines(text)),
    input: process.stdin,
    style: showsColors(process.stdout)
      ? (format, text) => util.styleText(format, text, { validateStream: false })
      : plain,
    during: async (what, work) => {
      const done = waitLine(what, process.stderr);
      try {
        return await work();
      } finally {
        done();
      }
    },
    finish,
  };
}

/** Decides on colors as newer versions of `styleText` do; some of Node 22 color everything. */
function showsColors(stream: NodeJS.WriteStream): boolean {
  if (process.env.FORCE_COLOR !== undefined) return WriteStream.prototype.getColorDepth() > 2;
  return stream.isTTY && stream.getColorDepth() > 2;
}
