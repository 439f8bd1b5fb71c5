import { tellStep } from '../../messages/explain/step.ts';
import { deriveElement } from '../../scheduling/explain/derive-element.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import { code, plain } from './markdown.ts';

/**
 * The derivation of a task's verdict, in the field's formulas with this file's numbers. The verdict
 * itself stands above.
 */
export function taskDerivation(facts: Facts, domain: string, task: string): string {
  return deriveElement(facts, { kind: 'task', domain, task })
    .filter(({ kind }) => kind !== 'verdict')
    .map(tellStep)
    .map(({ title, formula, withNumbers }) => {
      const symbols = /[=≤Σ]/.test(formula) ? `${code(formula)}: ` : '';
      return `- ${plain(title)} — ${symbols}${plain(withNumbers)}`;
    })
    .join('\n');
}
