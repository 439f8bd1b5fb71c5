import { t } from '@vscode/l10n';

/*
 * The sentences of the script that gives a guest's threads their schedule. The script holds them as
 * quoted words.
 */

/** The comment at the beginning of the script. */
export function aboutGuestScript(domain: string): readonly string[] {
  return [
    t(
      'Gives the threads of {domain} the schedule that was proven. Run it inside the guest, as root:',
      {
        domain,
      },
    ),
    t(
      '  prepare            takes back what the kernel keeps from real-time threads, until it is booted again',
    ),
    t('  run TASK COMMAND…  runs a program as that task'),
    t('  set TASK THREAD    makes a running thread that task, by its number'),
    t(
      '  load               runs rt-app for 10 s with each task near its WCET, and tells what was missed',
    ),
    t(
      '  accept [SECONDS]   measures with cyclictest whether wake-ups are as prompt as the proof needs',
    ),
  ];
}

/** The sentences of the script that name nothing. */
export const guestScriptTexts = {
  usage: () =>
    t('usage: prepare | run TASK COMMAND… | set TASK THREAD | load | accept [SECONDS]. The tasks:'),
  unknownTask: () => t('There is no such task. The tasks:'),
  needsRoot: () => t('Run this as root.'),
  needsRtApp: () => t('This needs rt-app (Debian: apt-get install rt-app).'),
  needsCyclictest: () => t('This needs cyclictest (Debian: apt-get install rt-tests).'),
  keepsBack: () =>
    t('If the kernel refused for lack of room, run `prepare` first: it keeps 5 % back.'),
  prepared: () =>
    t('The kernel keeps nothing back from real-time threads until it is booted again.'),
  missed: () => t('Deadlines were missed.'),
  metAll: () => t('No deadline was missed.'),
  noBound: () => t('not bounded by the proof'),
  tooLate: () =>
    t(
      'Wake-ups are later than the proof allows: write a longer `kernel latency`, and prove again.',
    ),
  promptEnough: () => t('Wake-ups are as prompt as the proof needs.'),
} as const;

/** The heads of the table of a run under load. */
export const loadHeads = {
  task: () => t('task'),
  jobs: () => t('jobs'),
  missed: () => t('missed'),
  longest: () => t('longest response in µs'),
  latest: () => t('latest wake-up in µs'),
  allowed: () => t('allowed'),
} as const;
