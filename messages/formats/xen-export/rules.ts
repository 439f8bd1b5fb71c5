import { t } from '@vscode/l10n';
import type { XenProblemKind } from './problem.ts';

/** The meaning of each code of an export to Xen, in a sentence. */
export const xenRules: Readonly<Record<XenProblemKind, () => string>> = {
  scheduler: () => t('A scheduler that Xen does not have.'),
  deadline: () => t('A deadline before the end of the period, which Xen cannot be told.'),
  name: () => t('A name that `xl` would take for something else.'),
  dom0: () => t('Dom0 is where it cannot be, or is missing where its time has to be proven.'),
  budget: () => t('A VCPU without a budget that Xen could be told.'),
  'not-proven': () => t('A machine that is not proven with the budgets that Xen needs.'),
  share: () => t('A parameter of a credit scheduler that Xen does not take.'),
  frame: () => t('Windows that Xen’s ARINC653 cannot be told.'),
  'free-switches': () => t('A machine whose switches are taken as free, since none are measured.'),
  place: () => t('A VCPU without a core of its own under the null scheduler.'),
};
