import { DefaultLexerErrorMessageProvider } from 'langium';

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
    return this.meaningless(text.slice(offset, offset + length));
  }

  /** What is said of characters that begin nothing. */
  meaningless(characters: string): string {
    const found = characters.length > 20 ? `${characters.slice(0, 20)}…` : characters;
    if (/^[\p{L}\p{M}\p{N}_-]*[^\0-\x7f][\p{L}\p{M}\p{N}_-]*…?$/u.test(found))
      return `\`${found}\` cannot be a plain name: put it in double quotes.`;
    if (found === "'") return 'Names and paths stand in double quotes, not in single ones.';
    if (found === '-')
      return 'A `-` stands inside a plain name only: put the whole name in double quotes.';
    if (found.startsWith('"'))
      return 'This quote has no second one on its line: close it with `"`.';
    return `\`${found}\` means nothing in this language.`;
  }
}
