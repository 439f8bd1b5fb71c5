import { DefaultTokenBuilder, type GrammarAST, type TokenBuilderOptions } from 'langium';
import { argumentsOf, nameLike } from './attribute-words.ts';
import { reservedWords } from './names.ts';

type TokenType = ReturnType<DefaultTokenBuilder['buildTerminalToken']>;

/**
 * Gives tokens a second nature by token categories, which is cheaper than lists of words in the
 * grammar and leads to better messages. Words that open nothing, quoted texts and foreign names are
 * names too. Durations and malformed values are numbers too, so that a check can explain their
 * faults. A block attribute's word is a name only where its argument does not follow; it is another
 * token there.
 */
export class HyperschedTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: GrammarAST.Grammar, options?: TokenBuilderOptions): TokenType[] {
    const tokens = super.buildTokens(grammar, options) as TokenType[];
    const byName = new Map(tokens.map((token) => [token.name, token]));
    const id = byName.get('ID');
    const number = byName.get('NUMBER');
    if (id === undefined || number === undefined)
      throw new Error('The grammar has lost ID or NUMBER.');
    const variants: TokenType[] = [];
    for (const token of tokens) {
      const isSoftKeyword =
        /^[A-Za-z]/.test(token.name) &&
        typeof token.PATTERN === 'string' &&
        !reservedWords.has(token.name);
      if (isSoftKeyword && Object.hasOwn(argumentsOf, token.name))
        variants.push(nameLikeVariant(token, id));
      else if (isSoftKeyword || token.name === 'STRING' || token.name === 'FOREIGN')
        token.CATEGORIES = [id];
      if (token.name === 'DURATION' || token.name === 'MALFORMED') token.CATEGORIES = [number];
    }
    return [...tokens, ...variants];
  }
}

/**
 * A token that no text yields. The lexer assigns it to an attribute's word that may be a name at
 * its place.
 */
function nameLikeVariant(word: TokenType, id: TokenType): TokenType {
  return { name: nameLike(word.name), PATTERN: `\uffff${word.name}`, CATEGORIES: [word, id] };
}
