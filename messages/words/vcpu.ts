import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** A VCPU's attributes. */
export const vcpuWords: Words = {
  vcpu: () =>
    t('A virtual CPU: what the hypervisor schedules, and what supplies the tasks inside.'),
  'Vcpu.period': () =>
    t(
      'How often the budget is replenished, or a range to choose from, `2ms..20ms`. Left out: the tool chooses.',
    ),
  'Vcpu.budget': () =>
    t(
      'The time that the VCPU gets in every period. Left out: the tool computes the smallest that works.',
    ),
  'Vcpu.deadline': () => t('By when in each period the budget is given. Left out: the period.'),
  'Vcpu.core': () =>
    t(
      'The core it runs on, from 0, on a partitioned machine. Left out: the tool chooses, and under ARINC653 it is core 0.',
    ),
  'Vcpu.priority': () => t('Its priority on a machine that schedules FP; larger is more urgent.'),
  extratime: () => t('Under RTDS: it may take unused time besides its budget.'),
};
