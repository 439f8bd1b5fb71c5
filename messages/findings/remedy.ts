import { t } from '@vscode/l10n';
import type { BudgetRemedy } from '../../scheduling/findings/finding.ts';
import { formatDuration } from '../text/duration.ts';

/** What would help a VCPU whose tasks can miss. */
export function remedyText(remedy: BudgetRemedy): string {
  return remedy.kind === 'enough'
    ? enoughText(remedy.budget)
    : t('With a period of {period} no budget would do.', {
        period: formatDuration(remedy.period),
      });
}

/** Which budget would do. */
export function enoughText(budget: number): string {
  return t('A budget of {budget} would do.', { budget: formatDuration(budget) });
}

/** Which budget would be proven to do, where nothing is proven now. */
export function enoughWouldBeProvenText(budget: number): string {
  return t('A budget of {budget} would be proven to do.', { budget: formatDuration(budget) });
}
