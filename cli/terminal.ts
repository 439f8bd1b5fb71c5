import { styleText } from 'node:util';
import type { ExitCode } from './exit-code.ts';

type Format = Parameters<typeof styleText>[0];

/**
 * The world a subcommand talks to: two streams of text, standard input, and the exit code it leaves
 * behind.
 */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input: AsyncIterable<Uint8Array>;
  /**
   * Colors a text for the output stream; gives it back as it is where nobody would see the color.
   */
  readonly style: Style;
  readonly finish: (code: ExitCode) => void;
}

export type Style = (format: Format, text: string) => string;

export const plain: Style = (_format, text) => text;

/** The process's own streams. Color follows the terminal, `NO_COLOR` and `FORCE_COLOR`. */
export function processTerminal(finish: (code: ExitCode) => void): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    input: process.stdin,
    style: (format, text) => styleText(format, text, { stream: process.stdout }),
    finish,
  };
}
