import type { BaseParser } from 'langium';

/** The parts of Langium's parser by which comments come before the token behind them. */
interface CommentTaking {
  readonly lexerResult: { readonly hidden: Token[] };
  extractHiddenTokens(token: Token): Token[];
  doParse(rule: unknown): unknown;
}

interface Token {
  readonly startOffset: number;
}

/**
 * Makes a parser take comments from a queue. Langium removes each from the start of a list, which
 * costs the square of their number.
 */
export function takeCommentsFromQueue(parser: BaseParser): void {
  const taking = parser as unknown as CommentTaking;
  let taken = 0;
  taking.extractHiddenTokens = ({ startOffset }) => {
    const { hidden } = taking.lexerResult;
    const first = taken;
    while (taken < hidden.length && (hidden[taken]?.startOffset ?? 0) <= startOffset) taken++;
    return hidden.slice(first, taken);
  };
  const doParse = taking.doParse.bind(parser);
  taking.doParse = (rule) => {
    taken = 0;
    const result = doParse(rule);
    // The builder gets the comments that are left.
    taking.lexerResult.hidden.splice(0, taken);
    return result;
  };
}
