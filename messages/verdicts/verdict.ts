import { t } from '@vscode/l10n';
import type { Verdict } from '../../scheduling/model/analysis.ts';
import { reasonText } from './reason.ts';

/** A verdict with its reason, as a clause: `unknown: …`. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'schedulable':
      return t('schedulable');
    case 'unschedulable':
      return t('unschedulable: {reason}', { reason: reasonText(verdict.reason) });
    case 'unknown':
      return t('unknown: {reason}', { reason: reasonText(verdict.reason) });
  }
}
