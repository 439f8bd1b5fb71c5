import type { ConfigurationProvider, LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import type { InlayHint, InlayHintParams, Position } from 'vscode-languageserver';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import type { AnalysisResults } from '../analysis/results.ts';
import { chosenHints } from './chosen-hints.ts';
import { responseHints } from './response-hints.ts';
import { utilizationHints } from './utilization-hints.ts';

/** What one may switch on and off. */
interface HintSettings {
  readonly chosen?: boolean | null;
  readonly responses?: boolean | null;
  readonly utilization?: boolean | null;
}

/**
 * Shows in the text what is not written there: what the tool chose and, if wanted, response times
 * and utilization.
 */
export class HyperschedInlayHintProvider implements InlayHintProvider {
  readonly #results: AnalysisResults;
  readonly #configuration: ConfigurationProvider;

  constructor(results: AnalysisResults, configuration: ConfigurationProvider) {
    this.#results = results;
    this.#configuration = configuration;
  }

  async getInlayHints(document: LangiumDocument, { range }: InlayHintParams): Promise<InlayHint[]> {
    const settings: HintSettings =
      (await this.#configuration.getConfiguration('hypersched', 'inlayHints')) ?? {};
    const uri = document.uri.toString();
    const hints = (system: AnalyzedSystem): InlayHint[] => [
      ...(settings.chosen === false ? [] : chosenHints(uri, system)),
      ...(settings.responses === true ? responseHints(uri, system) : []),
      ...(settings.utilization === true ? utilizationHints(uri, system) : []),
    ];
    const all = this.#results.systemsWith(uri).flatMap(hints);
    const inRange = all.filter(({ position }) => isBetween(range.start, position, range.end));
    return [...new Map(inRange.map((hint) => [JSON.stringify(hint), hint])).values()];
  }
}

function isBetween(start: Position, { line, character }: Position, end: Position): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  return afterStart && (line < end.line || (line === end.line && character <= end.character));
}
