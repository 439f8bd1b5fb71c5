import {
  type Cancellation,
  DefaultDocumentValidator,
  type LangiumDocument,
  type ParseResult,
  type ValidateSingleNodeOptions,
  type ValidationOptions,
} from 'langium';
import type { Diagnostic, Position } from 'vscode-languageserver';
import type { UnknownName } from '../references/linker.ts';

/** More errors of one kind than this in one file help nobody. */
const mostErrors = 100;

/**
 * Gives what the lexer, the parser and the linker find a code, and leaves out what only follows
 * from another error. The rules of the language are one check of the file, so no other node is
 * asked for checks of its own.
 */
export class HyperschedDocumentValidator extends DefaultDocumentValidator {
  /** All that is wrong with a text, in the order of the text. */
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
    const found: Diagnostic[] = [];
    super.processLexingErrors(parseResult, found, options);
    for (const diagnostic of found) diagnostics.push(coded(diagnostic, 'syntax/character'));
  }

  protected override processParsingErrors(
    parseResult: ParseResult,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const found: Diagnostic[] = [];
    super.processParsingErrors(parseResult, found, options);
    for (const diagnostic of found.slice(0, mostErrors))
      diagnostics.push(coded(diagnostic, 'syntax/unexpected'));
    const next = found[mostErrors];
    if (next === undefined) return;
    const message = `From here on there are ${found.length - mostErrors} more syntax errors, or the file is not in this language.`;
    diagnostics.push(coded({ ...next, message }, 'syntax/unexpected'));
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
        this.toDiagnostic('error', error.message + error.meant, {
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

function coded(diagnostic: Diagnostic, code: string): Diagnostic {
  return { ...diagnostic, code, data: { code } };
}

/** A member of a domain that is not known itself, or a VCPU named where none can be. */
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
