import { type Element, elementKey } from '../model/element.ts';
import { isStepChange } from './admission/step-change.ts';
import type { Change } from './change.ts';
import type { Finding } from './finding.ts';
import { covers } from './findings.ts';

/** The effect of changes: none that helps, help, or help of which a later step is the price. */
export type Help = 'none' | 'all' | 'until-later';

/**
 * Whether changes make a finding go away and bring no other: no error, no warning, none that is
 * more severe than before, and no step that has nothing to act on. A softened task may be reported
 * as soft, and if a step is to be admitted, later steps of its scenario may be refused. `before`
 * and `after` are all findings without and with the changes.
 */
export function helps(
  before: readonly Finding[],
  after: readonly Finding[],
  finding: Finding,
  changes: readonly Change[],
): Help {
  const softened = new Set(
    changes.flatMap((change) => (change.kind === 'soften' ? [elementKey(change.element)] : [])),
  );
  const found = after.map((one) => asNumberedBefore(one, changes));
  const same =
    (other: Finding) =>
    (one: Finding): boolean =>
      one.code === other.code && elementKey(one.element) === elementKey(other.element);
  const remaining = found.filter(same(finding)).length;
  if (remaining >= before.filter(same(finding)).length) return 'none';
  const brought = found.filter(
    (one) =>
      isDisturbing(one) &&
      !(one.code === 'soft-can-miss' && softened.has(elementKey(one.element))) &&
      !before.some((known) => covers(known, one)) &&
      !(finding.element.kind === 'step' && fails(before, one.element)),
  );
  if (brought.length === 0) return 'all';
  return brought.every(({ element }) => isLater(element, finding.element)) ? 'until-later' : 'none';
}

/** Whether an element, with everything written running at once, fails anyway. */
function fails(before: readonly Finding[], element: Element): boolean {
  const key = elementKey(element);
  return before.some((one) => one.severity === 'error' && elementKey(one.element) === key);
}

/** Whether an element is a later step of the same scenario. */
function isLater(element: Element, than: Element): boolean {
  return (
    element.kind === 'step' &&
    than.kind === 'step' &&
    element.scenario === than.scenario &&
    element.index > than.index
  );
}

function isDisturbing({ code, severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning' || code === 'scenario-without-effect';
}

/**
 * A finding with the number that its step has without an added one. The added step itself, before
 * an index, gets a number between that and the one above.
 */
function asNumberedBefore(finding: Finding, changes: readonly Change[]): Finding {
  const { element } = finding;
  if (element.kind !== 'step') return finding;
  let { index } = element;
  for (const change of changes) {
    if (!isStepChange(change) || change.kind !== 'before') continue;
    const { scenario, index: added } = change.element;
    if (element.scenario !== scenario || index < added) continue;
    index = index === added ? index - 0.5 : index - 1;
  }
  return { ...finding, element: { ...element, index } };
}
