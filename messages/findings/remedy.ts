import { t } from '@vscode/l10n';
import type { BudgetRemedy } from '../../scheduling/findings/finding.ts';
import { formatDuration } from '../text/duration.ts';

/** The remedy for a VCPU whose tasks can miss. */
export function remedyText(remedy: BudgetRemedy): string {
  return remedy.kind === 'enough'
    ? enoughText(remedy.budget)
    : t('With a period of {period} no budget would do.', {
        period: formatDuration(remedy.period),
      });
}

/** The sufficient budget. */
export function enoughText(budget: number): string {
  return t('A budget of {budget} would do.', { budget: formatDuration(budget) });
}

/** The budget that would be proven to suffice, if nothing is proven now. */
export function enoughWouldBeProvenText(budget: number): string {
  return t('A budget of {budget} would be proven to do.', { budget: formatDuration(budget) });
}

/** The budget that suffices by the interface alone, where the neighbors' would do for now. */
export function enoughBesideAnyText(budget: number): string {
  return t('A budget of {budget} holds beside any.', { budget: formatDuration(budget) });
}
