import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type AttributeText, writeAttributes } from '../../language/editing/write-attributes.ts';
import { writeDownChosen } from '../../messages/editor/actions.ts';
import { writeDownAllChosen } from '../../messages/editor/refactorings.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { ProvenMachine } from '../../scheduling/facts/proven.ts';
import type { CompletedDomain, CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { chosenFrame, chosenWindows, writeWindows } from '../system/chosen-windows.ts';
import { touches } from './touches.ts';

/**
 * Quick fixes that write down the tool's choices for the VCPUs that a range touches: the interface,
 * the core, or all of it. Where a file has several choices, chosen windows among them, one more
 * writes all down.
 */
export function chosenActions(
  uri: string,
  range: Range,
  { analysis, places }: AnalyzedSystem,
): CodeAction[] {
  const chosen = chosenIn(uri, { analysis, places });
  const touched = chosen.filter(({ at }) => touches(at, range));
  const single = touched.filter((each) => isGivenTime(each) && !each.joint);
  const each = single.map(({ texts }) => {
    const shown = texts.map(({ attribute, text }) => `${attribute} ${text}`).join(', ');
    return { title: writeDownChosen(shown), texts };
  });
  const plans = writtenPlans(uri, { analysis, places });
  const here =
    touched.length > 0 || plans.some(({ at }) => at.some((line) => touches(line, range)));
  const actions = each.flatMap(({ title, texts }): CodeAction[] => {
    const edit = writeAttributes(places, texts);
    return edit === null ? [] : [{ title, kind: CodeActionKind.RefactorRewrite, edit }];
  });
  if (!here || chosen.length + plans.length < 2) return actions;
  const values = writeAttributes(
    places,
    chosen.flatMap(({ texts }) => texts),
  );
  if (values === null) return actions;
  const edit = joined([values, ...plans.map((plan) => plan.edit)]);
  return [...actions, { title: writeDownAllChosen(), kind: CodeActionKind.RefactorRewrite, edit }];
}

/** The edits that write down the windows chosen for machines, with the lines in this file. */
function writtenPlans(
  uri: string,
  { analysis, places }: Pick<AnalyzedSystem, 'analysis' | 'places'>,
): readonly { readonly at: readonly Range[]; readonly edit: WorkspaceEdit }[] {
  return factsOf(analysis).machines.flatMap(({ machine }) => {
    const windows = chosenWindows(machine, places).filter((each) => each.windows.length > 0);
    const at = windows.flatMap(({ line }) => (line.uri === uri ? [line.range] : []));
    if (at.length === 0) return [];
    return [{ at, edit: writeWindows(windows, chosenFrame(machine, places)) }];
  });
}

/** One edit of several that touch different places. */
function joined(edits: readonly WorkspaceEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits)
    for (const [uri, some] of Object.entries(edit.changes ?? {}))
      changes[uri] = [...(changes[uri] ?? []), ...some];
  return { changes };
}

/** A VCPU with the texts that write its choices down. */
interface Chosen {
  readonly at: Range;
  readonly vcpu: CompletedVcpu;
  readonly texts: readonly AttributeText[];
  /** Whether others of its domain were chosen together with it. */
  readonly joint: boolean;
}

/**
 * Whether a VCPU has a budget, or needs none by its machine. The period of one that is given no
 * time would ask for a budget if it were written alone.
 */
function isGivenTime({ vcpu: { budget, computed } }: Chosen): boolean {
  return !computed.period || (budget !== null && budget > 0);
}

/** The VCPUs that are written in a file and have choices. */
function chosenIn(
  uri: string,
  { analysis, places }: Pick<AnalyzedSystem, 'analysis' | 'places'>,
): readonly Chosen[] {
  const { machines, vcpus } = factsOf(analysis);
  const placed = new Set(machines.filter(isPlaced).map(({ machine }) => machine.name));
  return vcpus.flatMap(({ machine, domain, vcpu }) => {
    const { computed } = vcpu;
    if (!computed.budget && !computed.period && !computed.core) return [];
    const element: Element = { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name };
    const place = places.find(element)?.whole;
    if (place === undefined || place.uri !== uri) return [];
    const texts = chosenTexts(element, vcpu, placed.has(machine.name));
    return texts.length === 0
      ? []
      : [{ at: place.range, vcpu, texts, joint: isChosenTogether(domain) }];
  });
}

/**
 * Whether several interfaces of a domain were chosen together, for a guest that schedules globally.
 * With one of them written, the others would be chosen anew.
 */
function isChosenTogether({ global, vcpus }: CompletedDomain): boolean {
  const open = vcpus.filter(({ computed }) => computed.period || computed.budget);
  return global && open.length > 1;
}

/**
 * Whether every VCPU has a core. While one has none, the cores of the others are not written: they
 * would be requirements of the text, which allow fewer placements.
 */
function isPlaced({ machine: { domains } }: ProvenMachine): boolean {
  const vcpus = domains.flatMap((domain) => domain.vcpus);
  return vcpus.every(({ core, budget }) => core !== null || budget === null || budget === 0);
}

function chosenTexts(
  element: Element,
  { computed, period, budget, core }: CompletedVcpu,
  isPlaced: boolean,
): AttributeText[] {
  const texts: AttributeText[] = [];
  if (computed.period && period !== null)
    texts.push({ element, attribute: 'period', text: writeDuration(period) });
  if (computed.budget && budget !== null && budget > 0)
    texts.push({ element, attribute: 'budget', text: writeDuration(budget) });
  if (computed.core && core !== null && isPlaced)
    texts.push({ element, attribute: 'core', text: String(core) });
  return texts;
}
