import { DefaultLexerErrorMessageProvider } from 'langium';
import {
  hyphenAlone,
  meaningless,
  noPlainName,
  openQuote,
  singleQuotes,
} from '../../messages/syntax/characters.ts';

/** After so many unreadable places a file is no text at all. */
const mostErrors = 10_000;

/**
 * Thrown out of the lexer where a file is no text: reading millions of bytes one by one helps
 * nobody.
 */
export class NotText extends Error {}

/** Says what to do about a character that begins nothing. */
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

/** What is said of characters that begin nothing. */
export function sayUnreadable(characters: string): string {
  const found = shortened(characters);
  if (foreignName.test(found)) return noPlainName(found);
  if (found === "'") return singleQuotes();
  if (found === '-') return hyphenAlone();
  return found.startsWith('"') ? openQuote() : meaningless(found);
}

/** Whether characters that begin nothing would be a name in double quotes. */
export function needsQuotes(characters: string): boolean {
  const found = shortened(characters);
  return foreignName.test(found) || found === '-';
}

const foreignName = /^[\p{L}\p{M}\p{N}_-]*[^\0-\x7f][\p{L}\p{M}\p{N}_-]*…?$/u;

function shortened(characters: string): string {
  return characters.length > 20 ? `${characters.slice(0, 20)}…` : characters;
}
