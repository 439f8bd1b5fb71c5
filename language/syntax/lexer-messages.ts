import { DefaultLexerErrorMessageProvider } from 'langium';
import {
  hyphenAlone,
  meaningless,
  noPlainName,
  openQuote,
  singleQuotes,
} from '../../messages/syntax/characters.ts';

/** The lexer gives up on a file with more unreadable places than this: it is no text. */
const mostErrors = 10_000;

/**
 * The error that ends the lexer on a file that is no text. Millions of single bytes need not be
 * read.
 */
export class NotText extends Error {}

/** Gives advice on a character that begins no token. */
export class HyperschedLexerMessages extends DefaultLexerErrorMessageProvider {
  private errors = 0;

  /** Counts the unreadable places anew. */
  startText(): void {
    this.errors = 0;
  }

  override buildUnexpectedCharactersMessage(text: string, offset: number, length: number): string {
    this.errors += 1;
    if (this.errors > mostErrors) throw new NotText();
    return sayUnreadable(text.slice(offset, offset + length));
  }
}

/** The advice on characters that begin no token. */
export function sayUnreadable(characters: string): string {
  const found = shortened(characters);
  if (foreignName.test(found)) return noPlainName(found);
  if (found === "'") return singleQuotes();
  if (found === '-') return hyphenAlone();
  return found.startsWith('"') ? openQuote() : meaningless(found);
}

/** Whether double quotes would make a name of characters that begin no token. */
export function needsQuotes(characters: string): boolean {
  const found = shortened(characters);
  return foreignName.test(found) || found === '-';
}

const foreignName = /^[\p{L}\p{M}\p{N}_-]*[^\0-\x7f][\p{L}\p{M}\p{N}_-]*…?$/u;

function shortened(characters: string): string {
  return characters.length > 20 ? `${characters.slice(0, 20)}…` : characters;
}
