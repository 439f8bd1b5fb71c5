import { type AstNode, AstUtils, type CstNode, CstUtils, type LangiumDocument } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { isStep, isTask, isVcpu } from '../../language/generated/ast.ts';
import type { HyperschedServices } from '../../language/module.ts';
import { proofGoesOn } from '../../messages/analysis.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalysisResults } from '../analysis/results.ts';
import { commandLinks, withLinks } from './command-links.ts';
import { elementHover } from './element-hover.ts';
import { sharedHover } from './shared-hover.ts';
import { wordHover } from './word-hover.ts';

/**
 * Shows the analysis' results for the element under the mouse, and the meaning of a word of the
 * language.
 */
export class VerdictHoverProvider implements HoverProvider {
  readonly #services: HyperschedServices;
  readonly #results: AnalysisResults;
  readonly #clientHas: (command: string) => boolean;

  constructor(
    services: HyperschedServices,
    results: AnalysisResults,
    clientHas: (command: string) => boolean,
  ) {
    this.#services = services;
    this.#results = results;
    this.#clientHas = clientHas;
  }

  async getHoverContent(
    document: LangiumDocument,
    { position }: HoverParams,
  ): Promise<Hover | undefined> {
    const root = document.parseResult.value.$cstNode;
    if (root === undefined) return undefined;
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findLeafNodeAtOffset(root, offset);
    if (leaf === undefined || leaf.hidden) return undefined;
    const node = this.#meant(leaf);
    const word = wordHover(leaf);
    const parts = [
      ...(node === undefined ? [] : this.#verdicts(node, document)),
      ...(word === undefined ? [] : [word]),
    ];
    if (parts.length === 0) return undefined;
    return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: leaf.range };
  }

  /** The target of a name. On any word or number of a VCPU, a task or a step, it is that member. */
  #meant(leaf: CstNode): AstNode | undefined {
    const [named] = this.#services.references.References.findDeclarations(leaf);
    if (named !== undefined) return named;
    return AstUtils.getContainerOfType(
      leaf.astNode,
      (node): node is AstNode => isVcpu(node) || isTask(node) || isStep(node),
    );
  }

  /**
   * The verdicts on a node. There are several if a task runs in several domains, or a file belongs
   * to several systems.
   */
  #verdicts(node: AstNode, document: LangiumDocument): string[] {
    const uri = document.uri.toString();
    if (!this.#results.isCurrent(uri)) return this.#results.isBusy() ? [proofGoesOn()] : [];
    const texts = new Set<string>();
    for (const { analysis, places } of this.#results.systemsWith(uri)) {
      const facts = factsOf(analysis);
      const shared = sharedHover(node, places);
      if (shared !== undefined) texts.add(shared);
      for (const element of elementsMeant(node, places)) {
        const text = elementHover(facts, element);
        if (text !== undefined)
          texts.add(withLinks(text, commandLinks(uri, element, analysis, this.#clientHas)));
      }
    }
    return [...texts];
  }
}

function elementsMeant(
  node: AstNode,
  places: { elementsOf(node: AstNode): readonly Element[] },
): readonly Element[] {
  // A machine's node also stands for its cores, and a domain's for its unwritten VCPU.
  const [first, ...others] = places.elementsOf(node);
  if (first === undefined) {
    const step = AstUtils.getContainerOfType(node, isStep);
    return step === undefined || step === node ? [] : places.elementsOf(step);
  }
  return first.kind === 'task' ? [first, ...others] : [first];
}
