import {
  type CompletionParserResult,
  createParser,
  LangiumCompletionParser,
  type LangiumCoreServices,
} from 'langium';
import { limitErrors } from '../syntax/parser/error-limit.ts';

/**
 * The words between the last one understood and the cursor that are looked at one by one: behind
 * more of them nothing is offered.
 */
const mostLeftOver = 1000;

/** A parser up to the cursor that ends in a bounded time, whatever the text. */
class BoundedCompletionParser extends LangiumCompletionParser {
  constructor(services: LangiumCoreServices) {
    super(services);
    limitErrors(this);
  }

  override parse(input: string): CompletionParserResult {
    const result = super.parse(input);
    const { tokens, tokenIndex } = result;
    if (tokens.length - tokenIndex <= mostLeftOver) return result;
    return { tokens, tokenIndex: tokens.length, elementStack: [] };
  }
}

export function createBoundedCompletionParser(
  services: LangiumCoreServices,
): LangiumCompletionParser {
  const parser = new BoundedCompletionParser(services);
  createParser(services.Grammar, parser, services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}
