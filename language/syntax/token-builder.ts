import { DefaultTokenBuilder, type GrammarAST, type TokenBuilderOptions } from 'langium';
import { argumentsOf, nameLike } from './attribute-words.ts';
import { reservedWords } from './names.ts';

type TokenType = ReturnType<DefaultTokenBuilder['buildTerminalToken']>;

/**
 * Gives tokens their second nature by token categories, which is cheaper and gives better messages
 * than listing the words in the grammar: words that open nothing, quoted texts and foreign names
 * are names too; durations and malformed values stand wherever a number does, so that a check can
 * say what is wrong with them. The word of a block's attribute is a name only where its argument
 * does not follow; there it is another token.
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
 * A token that no text yields: the lexer gives it to an attribute's word that may be a name where
 * it stands.
 */
function nameLikeVariant(word: TokenType, id: TokenType): TokenType {
  return { name: nameLike(word.name), PATTERN: `\uffff${word.name}`, CATEGORIES: [word, id] };
}
