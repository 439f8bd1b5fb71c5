import { createParser, type LangiumCoreServices, LangiumParser } from 'langium';
import { isNumber } from '../attribute-words.ts';
import { reservedWords } from '../names.ts';
import { takeCommentsFromQueue } from './comment-queue.ts';
import { limitErrors } from './error-limit.ts';
import { buildFromTheEnd, type TreeBuilder } from './tree-builder.ts';

interface TokenType {
  readonly name: string;
}

/** The hooks of Chevrotain's parser for tuning its recovery. */
interface Recovery {
  LA(distance: number): { readonly tokenType: TokenType; readonly startLine?: number };
  canRecoverWithSingleTokenDeletion(expected: unknown): boolean;
  tryInRuleRecovery(expected: TokenType, follows: unknown): unknown;
  getTokenToInsert(expected: TokenType): unknown;
  SKIP_TOKEN(): unknown;
}

/** Whether the next token stands on a line below the last one. */
function beginsLine(recovery: Recovery): boolean {
  const line = recovery.LA(1).startLine;
  const before = recovery.LA(0).startLine;
  return line !== undefined && before !== undefined && line > before;
}

/**
 * A parser that never deletes a word that opens something or begins a line in order to go on:
 * behind half a `task`, the next word is a member or an attribute of its own. The parser takes a
 * number in the place of a name for that name.
 */
class RecoveringParser extends LangiumParser {
  constructor(services: LangiumCoreServices) {
    super(services);
    const recovery = this.wrapper as unknown as Recovery;
    const canDelete = recovery.canRecoverWithSingleTokenDeletion.bind(recovery);
    recovery.canRecoverWithSingleTokenDeletion = (expected) =>
      !reservedWords.has(recovery.LA(1).tokenType.name) &&
      !beginsLine(recovery) &&
      canDelete(expected);
    const recoverInRule = recovery.tryInRuleRecovery.bind(recovery);
    recovery.tryInRuleRecovery = (expected, follows) => {
      if (expected.name !== 'ID' || !isNumber(recovery.LA(1).tokenType) || beginsLine(recovery))
        return recoverInRule(expected, follows);
      recovery.SKIP_TOKEN();
      return recovery.getTokenToInsert(expected);
    };
    limitErrors(this);
    takeCommentsFromQueue(this);
    const { nodeBuilder } = this as unknown as { readonly nodeBuilder: TreeBuilder };
    buildFromTheEnd(nodeBuilder);
  }
}

export function createRecoveringParser(services: LangiumCoreServices): LangiumParser {
  const parser = createParser(
    services.Grammar,
    new RecoveringParser(services),
    services.parser.Lexer.definition,
  );
  parser.finalize();
  return parser;
}
