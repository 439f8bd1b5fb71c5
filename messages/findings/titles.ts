import { t } from '@vscode/l10n';
import type { FindingCode } from '../../scheduling/findings/finding.ts';

/** The titles of findings. Each is the title of the page that explains it. */
export const findingTitles: Readonly<Record<FindingCode, () => string>> = {
  'guest-unschedulable': () => t('A task can miss its deadline on its VCPU'),
  'core-unschedulable': () => t('The VCPUs of a core do not fit on it'),
  'machine-unschedulable': () => t('A machine cannot serve its VCPUs'),
  'not-proven': () => t('Neither proven nor refuted'),
  'credit-no-guarantee': () => t('A credit scheduler guarantees nothing'),
  'soft-can-miss': () => t('A soft task can miss its deadline'),
  'budget-oversized': () => t('A budget is far above what is needed'),
  'vcpu-gets-nothing': () => t('A VCPU has neither tasks nor a budget'),
  'windows-impossible': () => t('No windows serve everybody on a core'),
  'windows-not-found': () => t('No windows were found for a core'),
  'scenario-refused': () => t('A step of a scenario is refused'),
  'scenario-without-effect': () => t('A step of a scenario has nothing to act on'),
};
