import { t } from '@vscode/l10n';
import type { LinuxProblemKind } from './problem.ts';

/** The meaning of each code of an export to Linux guests, in a sentence. */
export const linuxRules: Readonly<Record<LinuxProblemKind, () => string>> = {
  name: () => t('A name that no thread of Linux can have.'),
  priority: () => t('A priority that Linux does not have.'),
  levels: () => t('More tasks than Linux has priorities for.'),
  fraction: () => t('A time that is not in whole microseconds, as rt-app takes them.'),
  deadline: () => t('A deadline beyond the period, which SCHED_DEADLINE cannot be told.'),
  period: () => t('A period that SCHED_DEADLINE does not take.'),
  runtime: () => t('An execution time that is too short for SCHED_DEADLINE.'),
  bound: () => t('Tasks that are bound to VCPUs, which SCHED_DEADLINE does not allow.'),
  quantum: () => t('Turns that Linux cannot be told.'),
  'not-proven': () => t('A guest that is not proven.'),
};
