import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';

const words = {
  schedulable: () => t('schedulable'),
  unschedulable: () => t('unschedulable'),
  unknown: () => t('not proven'),
} satisfies Readonly<Record<VerdictKind, () => string>>;

/** A verdict in a word or two. */
export function verdictWord(verdict: VerdictKind): string {
  return words[verdict]();
}
