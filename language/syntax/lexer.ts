import {
  DefaultLexer,
  type LangiumCoreServices,
  type LexerResult,
  type TokenizeOptions,
} from 'langium';
import { morePlaces, noText, openComment, tooLong } from '../../messages/syntax/characters.ts';
import { argumentsOf, isArgument, nameLike } from './attribute-words.ts';
import {
  type HyperschedLexerMessages,
  NotText,
  needsQuotes,
  sayUnreadable,
} from './lexer-messages.ts';

/** The lexer lists this many unreadable places and counts the rest: such a file is not text. */
const mostErrors = 100;

type Token = LexerResult['hidden'][number];

/** The result for a file that is not read, with the reason at its start. */
function refused(message: string): LexerResult {
  return {
    tokens: [],
    hidden: [],
    errors: [{ offset: 0, line: 1, column: 1, length: 1, message }],
  };
}

/** Reports a comment without an end, and bounds the errors of a binary file. */
export class HyperschedLexer extends DefaultLexer {
  private readonly messages: HyperschedLexerMessages;
  private readonly mostCharacters: number;

  /** A text of more than `mostCharacters` is refused, which bounds the time of a parse. */
  constructor(
    services: LangiumCoreServices,
    messages: HyperschedLexerMessages,
    mostCharacters = Number.POSITIVE_INFINITY,
  ) {
    super(services);
    this.messages = messages;
    this.mostCharacters = mostCharacters;
  }

  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const { mostCharacters } = this;
    if (text.length > mostCharacters) return refused(tooLong(text.length, mostCharacters));
    if (text.includes('\0')) return refused(noText());
    const { hidden, ...result } = this.tokenizeText(text, options);
    this.markNames(result.tokens);
    const unreadable = hidden.filter(isUnreadable);
    const foreign = result.tokens.filter(isForeign);
    const count = result.errors.length + unreadable.length + foreign.length;
    // Each list is in the order of the text, and may have millions that nobody is told of.
    const tokens = [...firstOf(unreadable), ...firstOf(foreign)];
    const found = [...firstOf(result.errors), ...tokens.map(errorAt)]
      .map((error) => markName(error, text))
      .sort((a, b) => a.offset - b.offset);
    const errors = found.slice(0, mostErrors);
    const last = found.at(mostErrors);
    if (last !== undefined) errors.push({ ...last, message: morePlaces(count - mostErrors) });
    const open = hidden.at(-1);
    if (open?.tokenType.name === 'OPEN_COMMENT') {
      errors.push({
        offset: open.startOffset,
        line: open.startLine,
        column: open.startColumn,
        length: 2,
        message: openComment(),
      });
    }
    return { ...result, errors, hidden: hidden.filter((token) => !isUnreadable(token)) };
  }

  /**
   * Turns attribute words into names where no argument follows. The end of a switch before its cost
   * may be a name too.
   */
  private markNames(tokens: readonly Token[]): void {
    tokens.forEach((token, index) => {
      const word = token.tokenType.name;
      if (!Object.hasOwn(argumentsOf, word)) return;
      const next = tokens[index + 1]?.tokenType.name ?? '';
      if (isArgument(word, next) && tokens[index - 1]?.tokenType.name !== '->') return;
      const nameLikeType = this.definition[nameLike(word)];
      if (nameLikeType?.tokenTypeIdx === undefined) return;
      token.tokenType = nameLikeType;
      token.tokenTypeIdx = nameLikeType.tokenTypeIdx;
    });
  }

  private tokenizeText(text: string, options?: TokenizeOptions): LexerResult {
    this.messages.startText();
    try {
      return super.tokenize(text, options);
    } catch (error) {
      // A RangeError means that one name, comment or blank of many megabytes is too long for a
      // regular expression.
      if (error instanceof NotText || error instanceof RangeError) return refused(noText());
      throw error;
    }
  }
}

type LexerError = LexerResult['errors'][number];

/** The places that are listed, and the one that tells of the others. */
function firstOf<T>(places: readonly T[]): readonly T[] {
  return places.slice(0, mostErrors + 1);
}

function errorAt({ image, startOffset, startLine, startColumn }: Token): LexerError {
  return {
    offset: startOffset,
    line: startLine,
    column: startColumn,
    length: image.length,
    message: sayUnreadable(image),
  };
}

/** An error about characters that double quotes would make a name. */
interface UnquotedName extends LexerError {
  readonly isUnquotedName: true;
}

function markName(error: LexerError, text: string): LexerError | UnquotedName {
  const { offset, length } = error;
  return needsQuotes(text.slice(offset, offset + length))
    ? { ...error, isUnquotedName: true }
    : error;
}

/** Whether an error concerns characters that double quotes would make a name. */
export function isUnquotedName(error: object): boolean {
  return 'isUnquotedName' in error;
}

/** Whether a token is a name that lacks the quotes it needs. */
function isForeign(token: Token): boolean {
  return token.tokenType.name === 'FOREIGN';
}

function isUnreadable(token: Token): boolean {
  return token.tokenType.name === 'UNREADABLE';
}
