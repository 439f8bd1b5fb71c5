import { t } from '@vscode/l10n';
import type { Verdict, VerdictKind } from '../../scheduling/model/analysis.ts';
import { reasonText } from './reason.ts';

const names = {
  schedulable: () => t('schedulable'),
  unschedulable: () => t('unschedulable'),
  unknown: () => t('unknown'),
} satisfies Readonly<Record<VerdictKind, () => string>>;

/** A verdict by its name. */
export function verdictName(verdict: VerdictKind): string {
  return names[verdict]();
}

/** A verdict with its reason, as a clause: `unknown: …`. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'schedulable':
      return verdictName(verdict.kind);
    case 'unschedulable':
      return t('unschedulable: {reason}', { reason: reasonText(verdict.reason) });
    case 'unknown':
      return t('unknown: {reason}', { reason: reasonText(verdict.reason) });
  }
}
