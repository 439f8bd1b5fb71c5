import {
  type AstNode,
  AstUtils,
  type Cancellation,
  type DiagnosticInfo,
  interruptAndCheck,
  type ValidationAcceptor,
} from 'langium';
import { isFile } from '../generated/ast.ts';
import type { HyperschedServices } from '../module.ts';
import { HyperschedDocumentBuilder } from '../references/document-builder.ts';
import { importedDocument, importedUri } from '../references/imports.ts';
import { isNamedKind } from '../syntax/kind-names.ts';
import { PropertyRanges } from '../syntax/property-ranges.ts';
import { nodesBelow } from '../syntax/walk.ts';
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
    File: (file, accept, token) => runChecks(file, services, accept, token),
  });
}

/** How many nodes are checked before a newer text may have its turn. */
const nodesBetweenPauses = 64;

async function runChecks(
  file: AstNode,
  services: HyperschedServices,
  accept: ValidationAcceptor,
  token: Cancellation.CancellationToken,
): Promise<void> {
  if (!isFile(file)) return;
  const context = contextOf(file, services);
  const marks = new PropertyRanges();
  let left = mostProblems;
  const nameless = new Set<AstNode | undefined>();
  // One function for all rules and nodes: one for each of them would cost more than most rules.
  let running: Check | undefined;
  const report = (problem: Problem): void => {
    if (running === undefined || left-- <= 0) return;
    accept(running.severity, problem.message, diagnosticInfo(running, problem, marks));
  };
  let seen = 0;
  for (const node of nodesBelow(file)) {
    if (left <= 0) return;
    if (seen++ % nodesBetweenPauses === 0) await interruptAndCheck(token);
    // A node without a name has a syntax error already. Its other problems can wait until the name
    // is typed.
    if (isNameless(node) || (nameless.size > 0 && nameless.has(node.$container))) {
      nameless.add(node);
      continue;
    }
    for (const check of byType.get(node.$type) ?? none) {
      running = check;
      check.run(node, report, context);
    }
  }
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
    homeOf: services.references.Visibility.homeOf,
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

function diagnosticInfo(
  check: Check,
  problem: Problem,
  marks: PropertyRanges,
): DiagnosticInfo<AstNode, string> {
  const { node, related, data } = problem;
  const code = problem.code ?? check.codes[0];
  return {
    node,
    code,
    data: { ...data, code },
    range: marks.rangeOf(node, problem.property, problem.index),
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
