import { tellStep } from '../../messages/explain/step.ts';
import type { DerivationStep } from '../../scheduling/explain/derivation-step.ts';
import { shown } from '../output/shown.ts';
import type { Style } from '../terminal.ts';

/** The steps of a derivation: numbered, each with its formula, its numbers and its source. */
export function derivationText(steps: readonly DerivationStep[], style: Style): string {
  const width = String(steps.length).length;
  const indent = ' '.repeat(width + 4);
  return steps
    .map(tellStep)
    .map(({ title, formula, withNumbers, reference }, index) => {
      const lines = [
        `  ${String(index + 1).padStart(width)}  ${style('bold', shown(title))}`,
        `${indent}${shown(formula)}`,
        `${indent}${shown(withNumbers)}`,
        ...(reference === null ? [] : [`${indent}${style('dim', reference)}`]),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('');
}
