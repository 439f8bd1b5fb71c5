import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** A machine's scheduler: its policies, their attributes, windows, and servers. */
export const machineSchedulerWords: Words = {
  'MachineScheduler.EDF': () =>
    t('Earliest deadline first: the VCPU whose budget is due first runs first.'),
  'MachineScheduler.RM': () => t('Rate monotonic: the VCPU with the shortest period runs first.'),
  'MachineScheduler.DM': () =>
    t('Deadline monotonic: the VCPU with the shortest deadline runs first.'),
  'MachineScheduler.FP': () =>
    t('Fixed priorities: every VCPU has a `priority`, larger is more urgent.'),
  RTDS: () =>
    t("Xen's real-time scheduler: global EDF over deferrable servers, in whole microseconds."),
  null: () => t("Xen's null scheduler: every VCPU owns a core."),
  credit: () =>
    t("Xen's credit scheduler: weights share the cores, caps limit. It guarantees nothing."),
  credit2: () =>
    t(
      "Xen's default scheduler since 4.12: credit burns by weight, caps limit. It guarantees nothing.",
    ),
  ARINC653: () =>
    t('Fixed windows in a major frame that repeats: time partitioning as in avionics.'),
  partitioned: () => t('Every VCPU stays on one core.'),
  'MachineScheduler.global': () => t('VCPUs run on whatever core is free.'),
  timeslice: () =>
    t('How long a VCPU runs before others of its priority have their turn. Left out: 30ms.'),
  ratelimit: () => t('How long a VCPU that runs is left alone. Left out: 1ms.'),
  boost: () =>
    t('Whether a VCPU that wakes up is preferred for a moment: `on` or `off`. Left out: on.'),
  'MachineScheduler.on': () => t('A VCPU that wakes up is preferred for a moment.'),
  off: () => t('A VCPU that wakes up waits like any other.'),
  'major-frame': () =>
    t(
      'The length of the frame after which the windows repeat. Left out beside open windows: the tool chooses it, too.',
    ),
  window: () =>
    t(
      'When a VCPU has its core in each major frame: `window DOMAIN.VCPU at D for D`. Without `at` and `for` the tool chooses it.',
    ),
  'WindowLine.at': () => t('When the window begins, from the start of the major frame.'),
  for: () => t('How long the window lasts.'),
  periodic: () => t('The budget runs down whether or not there is work.'),
  deferrable: () => t('The budget is kept until its deadline for work that may come.'),
  polling: () => t('The budget is given up as soon as there is no work.'),
};
