import {
  type Cancellation,
  DefaultDocumentValidator,
  type LangiumDocument,
  type ParseResult,
  type ValidateSingleNodeOptions,
  type ValidationOptions,
} from 'langium';
import type { LangiumServices } from 'langium/lsp';
import type { Diagnostic, Position } from 'vscode-languageserver';
import { moreSyntaxErrors } from '../../messages/syntax/characters.ts';
import { sentences } from '../../messages/text/sentence.ts';
import type { UnknownName } from '../references/linker.ts';
import { isUnquotedName } from '../syntax/lexer.ts';
import type { HyperschedParserMessages } from '../syntax/messages.ts';

/** Nobody reads more errors of one kind than this in one file. */
const mostErrors = 100;

/**
 * Gives each error of the lexer, the parser and the linker a code, and drops errors that only
 * follow from another one. The rules of the language run as one check of the file, so Langium need
 * not visit the other nodes.
 */
export class HyperschedDocumentValidator extends DefaultDocumentValidator {
  private readonly messages: HyperschedParserMessages;

  constructor(services: LangiumServices, messages: HyperschedParserMessages) {
    super(services);
    this.messages = messages;
  }

  /** The diagnostics of a text, in the order of the text. */
  override async validateDocument(
    document: LangiumDocument,
    options?: ValidationOptions,
    cancelToken?: Cancellation.CancellationToken,
  ): Promise<Diagnostic[]> {
    const diagnostics = await super.validateDocument(document, options, cancelToken);
    return diagnostics.sort((a, b) => comparePositions(a.range.start, b.range.start));
  }

  protected override validateSingleNodeOptions(): ValidateSingleNodeOptions {
    return { validateNode: true, validateChildren: false };
  }

  protected override processLexingErrors(
    parseResult: ParseResult,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    for (const error of parseResult.lexerErrors) {
      const found: Diagnostic[] = [];
      super.processLexingErrors({ ...parseResult, lexerErrors: [error] }, found, options);
      const quote = isUnquotedName(error);
      diagnostics.push(...found.map((each) => coded(each, 'syntax/character', quote)));
    }
  }

  protected override processParsingErrors(
    parseResult: ParseResult,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const { parserErrors } = parseResult;
    for (const error of parserErrors.slice(0, mostErrors)) {
      const found: Diagnostic[] = [];
      super.processParsingErrors({ ...parseResult, parserErrors: [error] }, found, options);
      const quote = this.messages.unquotedNames.has(error.token);
      diagnostics.push(...found.map((each) => coded(each, 'syntax/unexpected', quote)));
    }
    const next = parserErrors[mostErrors];
    if (next === undefined) return;
    const more: Diagnostic[] = [];
    super.processParsingErrors({ ...parseResult, parserErrors: [next] }, more, options);
    const message = moreSyntaxErrors(parserErrors.length - mostErrors);
    diagnostics.push(
      ...more.map((each) => coded({ ...each, message }, 'syntax/unexpected', false)),
    );
  }

  protected override processLinkingErrors(
    document: LangiumDocument,
    diagnostics: Diagnostic[],
  ): void {
    let left = mostErrors;
    for (const reference of document.references) {
      const error = reference.error as UnknownName | undefined;
      if (error === undefined || followsFromAnother(error) || left-- <= 0) continue;
      const { name, kind, nearest, imports } = error;
      diagnostics.push(
        this.toDiagnostic('error', sentences(error.message, error.meant), {
          node: error.info.container,
          ...(reference.$refNode === undefined
            ? { property: error.info.property }
            : { range: reference.$refNode.range }),
          code: 'name/unknown',
          data: { code: 'name/unknown', name, kind, nearest, imports },
        }),
      );
    }
  }
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** `quote`: whether a quick fix may put the marked text into double quotes. */
function coded(diagnostic: Diagnostic, code: string, quote: boolean): Diagnostic {
  return { ...diagnostic, code, data: quote ? { code, quote } : { code } };
}

/**
 * Whether an unknown name follows from another error: its domain is unknown too, or no VCPU can be
 * named there.
 */
function followsFromAnother({ info }: UnknownName): boolean {
  const { container, property } = info;
  if (property !== 'vcpu' && property !== 'task') return false;
  if ('domain' in container) {
    const { domain } = container;
    return (
      typeof domain === 'object' && domain !== null && 'ref' in domain && domain.ref === undefined
    );
  }
  return container.$type === 'Task' && container.$container?.$type !== 'Domain';
}
