import type { LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { comparePlacements, showWhy, simulate } from '../../messages/editor/actions.ts';
import { type Facts, factsOf } from '../../scheduling/facts/facts.ts';
import { hasLateRun, lateRunsOf } from '../../scheduling/host/run/late-run.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import type { AnalysisResults } from '../analysis/results.ts';
import { lensTitles } from './lens-titles.ts';

/** Commands of the client that a lens may call with a document's address and an element. */
const commands = [
  { command: 'hypersched.simulate', title: simulate, on: ['machine', 'domain', 'scenario'] },
  { command: 'hypersched.showWhy', title: showWhy, on: ['machine', 'domain'] },
  { command: 'hypersched.comparePlacements', title: comparePlacements, on: ['scenario'] },
] as const;

/** Shows its verdict and the client's commands over each machine, domain and scenario. */
export class HyperschedCodeLensProvider implements CodeLensProvider {
  readonly #results: AnalysisResults;
  readonly #clientHas: (command: string) => boolean;

  constructor(results: AnalysisResults, clientHas: (command: string) => boolean) {
    this.#results = results;
    this.#clientHas = clientHas;
  }

  async provideCodeLens(document: LangiumDocument, _params: CodeLensParams): Promise<CodeLens[]> {
    const uri = document.uri.toString();
    const lenses = this.#results.systemsWith(uri).flatMap((system) => this.#lenses(uri, system));
    return [...new Map(lenses.map((lens) => [JSON.stringify(lens), lens])).values()];
  }

  #lenses(uri: string, { analysis, places }: AnalyzedSystem): CodeLens[] {
    const facts = factsOf(analysis);
    return lensTitles(analysis, facts).flatMap(({ element, title, fails }) => {
      const place = places.find(element)?.name;
      if (place === undefined || place.uri !== uri) return [];
      const { range } = place;
      const offered = commands.filter(
        ({ command, on }) =>
          on.some((kind) => kind === element.kind) &&
          this.#clientHas(command) &&
          (command !== 'hypersched.showWhy' || (fails && hasPicture(element, analysis))),
      );
      return [
        { range, command: { title, command: '' } },
        ...offered.map(({ command, title: does }) => ({
          range,
          command: { title: does(), command, arguments: [uri, subject(element, facts)] },
        })),
      ];
    });
  }
}

/** Whether *Why* has something to show: of a machine, a run that a verdict tells. */
function hasPicture(element: Element, analysis: Analysis): boolean {
  return element.kind !== 'machine' || hasLateRun(lateRunsOf(analysis), element);
}

/** The subject of a lens: for a failing domain it is the VCPU that fails. */
function subject(element: Element, facts: Facts): Element {
  if (element.kind !== 'domain') return element;
  const failing = facts
    .vcpusOf(element.domain)
    .find(({ guest }) => guest.verdict.kind === 'unschedulable');
  return failing === undefined
    ? element
    : { kind: 'vcpu', domain: element.domain, vcpu: failing.vcpu.name };
}
