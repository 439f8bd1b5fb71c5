import { t } from '@vscode/l10n';
import type { Doubt } from '../../scheduling/model/reason.ts';

const doubts: Readonly<Record<Doubt, () => string>> = {
  'beyond-horizon': () =>
    t('the windows to be checked are longer than the 92 days that can be held exactly'),
  parallel: () =>
    t(
      'utilization equals bandwidth exactly, and the common multiple of the periods is too long to be walked through',
    ),
  'too-many-steps': () => t('the exact test needs more steps than it may take'),
  'not-which': () =>
    t(
      'in a window that can hold its job some task misses, and whether it is this one is not decided',
    ),
  'not-with-overheads': () => t('it is not proven with overheads, and without them no miss is'),
  'not-with-equals': () =>
    t('it is not proven if each task waits for all others of its priority, and no miss is shown'),
  'not-in-turns': () =>
    t('it is not proven if each task waits for a turn of every other, and no miss is shown'),
  'not-with-blocking': () =>
    t('it is not proven with what can hold it up, and without that no miss is shown'),
  'no-window': () =>
    t(
      'no window was found in which its VCPUs are sure to leave enough after all that can run in its way',
    ),
  'run-too-long': () =>
    t(
      'the run of twice the common multiple of the major frame and all periods needs more steps than it may take',
    ),
  'with-removed': () =>
    t(
      'it is not proven with tasks that came or left shortly before, and without their work no miss is',
    ),
};

/** The reason why a test decides nothing, as a clause. */
export function doubtText(doubt: Doubt): string {
  return doubts[doubt]();
}
