import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import { writeDownChosen } from '../../messages/editor/actions.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import type { CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { type AttributeText, writeAttributes } from '../system/edit-attributes.ts';

/**
 * Quick fixes that write down the tool's choices for the VCPUs that a range touches: the interface,
 * the core, or all of it.
 */
export function chosenActions(
  uri: string,
  range: Range,
  { analysis, places }: AnalyzedSystem,
): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const { domains } of analysis.completed.machines) {
    for (const { name: domain, vcpus } of domains) {
      for (const vcpu of vcpus) {
        const { computed } = vcpu;
        if (!computed.budget && !computed.period && !computed.core) continue;
        const element: Element = { kind: 'vcpu', domain, vcpu: vcpu.name };
        const place = places.find(element)?.whole;
        if (place === undefined || place.uri !== uri || !touches(place.range, range)) continue;
        const texts = chosenTexts(element, vcpu);
        const edit = texts.length === 0 ? null : writeAttributes(places, texts);
        if (edit === null) continue;
        const shown = texts.map(({ attribute, text }) => `${attribute} ${text}`).join(', ');
        actions.push({
          title: writeDownChosen(shown),
          kind: CodeActionKind.RefactorRewrite,
          edit,
        });
      }
    }
  }
  return actions;
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

function touches(place: Range, range: Range): boolean {
  return (
    (place.start.line < range.end.line ||
      (place.start.line === range.end.line && place.start.character <= range.end.character)) &&
    (place.end.line > range.start.line ||
      (place.end.line === range.start.line && place.end.character >= range.start.character))
  );
}
