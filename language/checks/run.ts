import { type AstNode, AstUtils, type DiagnosticInfo, type ValidationAcceptor } from 'langium';
import { isFile } from '../generated/ast.ts';
import type { HyperschedServices } from '../module.ts';
import { placeOf } from '../places.ts';
import { HyperschedDocumentBuilder } from '../references/document-builder.ts';
import { importedDocument, importedUri } from '../references/imports.ts';
import { isNamedKind } from '../syntax/kind-names.ts';
import { walk } from '../syntax/walk.ts';
import type { Check, CheckContext, Problem } from './check.ts';
import { checks } from './table.ts';

const byType = new Map<string, Check[]>();
for (const check of checks) byType.set(check.on, [...(byType.get(check.on) ?? []), check]);

/**
 * Registers one Langium check that runs the whole table over a file. A registration for each rule
 * would cost a call for each node and rule.
 */
export function registerChecks(services: HyperschedServices): void {
  services.validation.ValidationRegistry.register<{ File: AstNode }>({
    File: (file, accept) => {
      runChecks(file, services, accept);
    },
  });
}

function runChecks(file: AstNode, services: HyperschedServices, accept: ValidationAcceptor): void {
  if (!isFile(file)) return;
  const context = contextOf(file, services);
  let left = mostProblems;
  const nameless = new Set<AstNode | undefined>();
  walk(file, (node) => {
    if (left <= 0) return;
    // A node without a name has a syntax error already. Its other problems can wait until the name
    // is typed.
    if (isNameless(node) || (nameless.size > 0 && nameless.has(node.$container))) {
      nameless.add(node);
      return;
    }
    for (const check of byType.get(node.$type) ?? none) {
      check.run(
        node,
        (problem) => {
          if (left-- > 0) accept(check.severity, problem.message, diagnosticInfo(check, problem));
        },
        context,
      );
    }
  });
}

function isNameless(node: AstNode): boolean {
  return isNamedKind(node.$type) && Reflect.get(node, 'name') === undefined;
}

/** An editor becomes slow with more problems than this in one file, and nobody reads them. */
const mostProblems = 1_000;

const none: readonly Check[] = [];
function contextOf(file: AstNode, services: HyperschedServices): CheckContext {
  const { LangiumDocuments, IndexManager, DocumentBuilder } = services.shared.workspace;
  const document = AstUtils.getDocument(file);
  return {
    visible: services.references.Visibility.of(file),
    machineOf: services.references.Visibility.machineOf,
    visibleFrom: (other) => services.references.Visibility.ofDocument(other),
    imported: (line) => importedDocument(document, line, LangiumDocuments),
    isKnown: (path) => {
      const uri = importedUri(document.uri, path);
      return uri !== undefined && LangiumDocuments.hasDocument(uri);
    },
    isSpecial: (path) => {
      const uri = importedUri(document.uri, path);
      return (
        uri !== undefined &&
        DocumentBuilder instanceof HyperschedDocumentBuilder &&
        DocumentBuilder.isSpecial(uri)
      );
    },
    isReferredTo: (node) =>
      !IndexManager.findAllReferences(
        node,
        services.workspace.AstNodeLocator.getAstNodePath(node),
      ).isEmpty(),
  };
}

function diagnosticInfo(check: Check, problem: Problem): DiagnosticInfo<AstNode, string> {
  const { node, property, index, related, data } = problem;
  const code = problem.code ?? check.codes[0];
  return {
    node,
    code,
    data: { ...data, code },
    ...(property === undefined ? { range: markOf(node) } : { property }),
    ...(index === undefined ? {} : { index }),
    ...(related === undefined
      ? {}
      : {
          relatedInformation: related.map(({ message, place }) => ({
            message,
            location: { uri: place.uri, range: place.range },
          })),
        }),
  };
}

function markOf(node: AstNode): ReturnType<typeof placeOf>['range'] {
  return node.$cstNode === undefined
    ? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
    : placeOf(node, node.$cstNode).range;
}
