import type { ConfigurationProvider, LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import type { InlayHint, InlayHintParams, Position } from 'vscode-languageserver';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import type { AnalysisResults } from '../analysis/results.ts';
import { type HintSettings, hintSettings } from '../client-settings.ts';
import { chosenHints } from './chosen-hints.ts';
import { responseHints } from './response-hints.ts';
import { stepHints } from './step-hints.ts';
import { utilizationHints } from './utilization-hints.ts';
import { windowHints } from './window-hints.ts';

/**
 * Shows information that the text lacks: the tool's choices and, if wanted, response times and
 * utilization.
 */
export class HyperschedInlayHintProvider implements InlayHintProvider {
  readonly #results: AnalysisResults;
  #settings: HintSettings = hintSettings(undefined);

  constructor(results: AnalysisResults) {
    this.#results = results;
  }

  /**
   * Reads the settings again. The server does so before hints are requested, for the client may be
   * slow.
   */
  async readSettings(configuration: ConfigurationProvider): Promise<void> {
    this.#settings = hintSettings(await configuration.getConfiguration('hypersched', 'inlayHints'));
  }

  async getInlayHints(document: LangiumDocument, { range }: InlayHintParams): Promise<InlayHint[]> {
    const settings = this.#settings;
    const uri = document.uri.toString();
    const hints = (system: AnalyzedSystem): InlayHint[] => [
      ...(settings.chosen ? [...chosenHints(uri, system), ...windowHints(uri, system)] : []),
      ...(settings.scenarios ? stepHints(uri, system) : []),
      ...(settings.responses ? responseHints(uri, system) : []),
      ...(settings.utilization ? utilizationHints(uri, system) : []),
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
