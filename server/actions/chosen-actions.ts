import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import { writeDownChosen } from '../../messages/editor/actions.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { type AttributeText, writeAttributes } from '../system/edit-attributes.ts';
import { touches } from './touches.ts';

/**
 * Quick fixes that write down the tool's choices for the VCPUs that a range touches: the interface,
 * the core, or all of it.
 */
export function chosenActions(
  uri: string,
  range: Range,
  { analysis, places }: AnalyzedSystem,
): CodeAction[] {
  return factsOf(analysis).vcpus.flatMap(({ domain, vcpu }): CodeAction[] => {
    const { computed } = vcpu;
    if (!computed.budget && !computed.period && !computed.core) return [];
    const element: Element = { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name };
    const place = places.find(element)?.whole;
    if (place === undefined || place.uri !== uri || !touches(place.range, range)) return [];
    const texts = chosenTexts(element, vcpu);
    const edit = texts.length === 0 ? null : writeAttributes(places, texts);
    if (edit === null) return [];
    const shown = texts.map(({ attribute, text }) => `${attribute} ${text}`).join(', ');
    return [{ title: writeDownChosen(shown), kind: CodeActionKind.RefactorRewrite, edit }];
  });
}

function chosenTexts(
  element: Element,
  { computed, period, budget, core }: CompletedVcpu,
): AttributeText[] {
  const texts: AttributeText[] = [];
  if (computed.period && period !== null)
    texts.push({ element, attribute: 'period', text: writeDuration(period) });
  if (computed.budget && budget !== null && budget > 0)
    texts.push({ element, attribute: 'budget', text: writeDuration(budget) });
  if (computed.core && core !== null)
    texts.push({ element, attribute: 'core', text: String(core) });
  return texts;
}
