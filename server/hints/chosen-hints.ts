import type { InlayHint } from 'vscode-languageserver';
import { chosenBecause, noBudgetWouldDo } from '../../messages/editor/hints.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

/** The tool's choices, behind each VCPU, or behind a domain's name for its unwritten VCPU. */
export function chosenHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return factsOf(analysis).vcpus.flatMap(({ domain: { name: domain }, vcpu }): InlayHint[] => {
    const chosen = chosenWords(vcpu);
    if (chosen.length === 0) return [];
    const place = places.find({ kind: 'vcpu', domain, vcpu: vcpu.name });
    if (place === undefined || place.whole.uri !== uri) return [];
    const block = places.find({ kind: 'domain', domain });
    const implied = JSON.stringify(block?.whole) === JSON.stringify(place.whole);
    const { end } = (implied ? place.name : place.whole).range;
    return [
      {
        position: end,
        label: chosen.join('  '),
        paddingLeft: true,
        tooltip: chosenBecause(`${domain}.${vcpu.name}`, vcpu.computed),
      },
    ];
  });
}

function chosenWords({ computed, period, budget, core }: CompletedVcpu): string[] {
  const words: string[] = [];
  if (computed.period && period !== null) words.push(`period ${writeDuration(period)}`);
  if (computed.budget && budget !== 0)
    words.push(budget === null ? noBudgetWouldDo() : `budget ${writeDuration(budget)}`);
  if (computed.core && core !== null) words.push(`core ${core}`);
  return words;
}
