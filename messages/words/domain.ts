import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** A domain's attributes, and its guest's scheduler. */
export const domainWords: Words = {
  'Domain.type': () =>
    t(
      'How the domain is virtualized, as in `xl.cfg`: `dom0`, `pv`, `pvh` or `hvm`. Left out: `pv`.',
    ),
  'Domain.dom0': () => t('The control domain.'),
  pv: () => t('Paravirtualized: the guest knows the hypervisor and can call it.'),
  pvh: () => t('Paravirtualized, with hardware support for memory and instructions.'),
  hvm: () => t('Fully virtualized: the guest does not know the hypervisor.'),
  'Domain.scheduler': () =>
    t('How the guest orders its tasks. Left out: `FIFO` where tasks have priorities, else `EDF`.'),
  'GuestScheduler.EDF': () =>
    t('Earliest deadline first: the job whose deadline is next runs first.'),
  'GuestScheduler.RM': () => t('Rate monotonic: the task with the shortest period runs first.'),
  'GuestScheduler.DM': () =>
    t('Deadline monotonic: the task with the shortest deadline runs first.'),
  'GuestScheduler.FP': () =>
    t('Fixed priorities: every task has a `priority`, larger is more urgent.'),
  'GuestScheduler.FIFO': () =>
    t("Linux's SCHED_FIFO: fixed priorities, equal ones first come first served."),
  'GuestScheduler.RR': () => t("Linux's SCHED_RR: tasks take turns of one quantum."),
  quantum: () => t("How long a task's turn lasts under RR. Left out: 100ms."),
  'GuestScheduler.global': () =>
    t('Every task may run on every VCPU of the domain; otherwise each belongs to one.'),
  kernel: () =>
    t(
      '`kernel latency`: the longest section in which the guest kernel cannot be preempted. Left out: 0.',
    ),
  latency: () =>
    t('The longest section in which the guest kernel cannot be preempted. Left out: 0.'),
  'task-switch': () =>
    t("The guest's own cost of a context switch: a time or `cycles`. Left out: 0."),
  weight: () => t("The credit schedulers' weight, 1 to 65535. Left out: 256."),
  cap: () =>
    t(
      'The most the domain may get under a credit scheduler, in percent of one core. Left out: no limit.',
    ),
  releases: () =>
    t(
      '`releases aligned`: tasks are released in step with the start of the major frame. Left out: the proof holds for every phasing.',
    ),
  aligned: () =>
    t(
      'Exactly at `offset + k·period` from the start of a major frame, without jitter: the run itself is the proof.',
    ),
};
