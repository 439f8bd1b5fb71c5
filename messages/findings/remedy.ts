import { t } from '@vscode/l10n';
import type { TimeRemedy } from '../../scheduling/findings/finding.ts';
import { formatDuration } from '../text/duration.ts';

/** The remedy for a VCPU whose tasks can miss. */
export function remedyText(remedy: TimeRemedy): string {
  switch (remedy.kind) {
    case 'enough':
      return enoughText(remedy.budget);
    case 'no-budget':
      return t('With a period of {period} no budget would do.', {
        period: formatDuration(remedy.period),
      });
    case 'aligned':
      return alignedWouldDo();
  }
}

/** The releases that would do. */
export function alignedWouldDo(): string {
  return t(
    'Not every phasing is served; with `releases aligned`, exactly at `offset + k·period`, every deadline is met.',
  );
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
