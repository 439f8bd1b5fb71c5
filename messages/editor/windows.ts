import { t } from '@vscode/l10n';
import type { CorePlan } from '../../scheduling/model/window-choice.ts';
import { sentences } from '../text/sentence.ts';

/** The text behind a line that leaves the windows of a VCPU without tasks to the tool. */
export function needsNoWindow(): string {
  return t('no window, for it has no tasks');
}

/** The reason for the tool's choice of windows, and how good the choice is known to be. */
export function chosenWindowsBecause(
  vcpu: string,
  plan: Pick<Extract<CorePlan, { kind: 'found' }>, 'fewest' | 'shortest'>,
): string {
  return sentences(
    t('Chosen for {vcpu}, so that everybody on its core is proven.', { vcpu }),
    howGood(plan),
  );
}

/** How good a plan is known to be among all on the grid. */
export function howGood({
  fewest,
  shortest,
}: Pick<Extract<CorePlan, { kind: 'found' }>, 'fewest' | 'shortest'>): string {
  if (fewest && shortest)
    return t('No plan of the core has fewer windows, nor as many with a smaller sum of lengths.');
  if (fewest)
    return t('No plan of the core has fewer windows; one with a smaller sum of lengths may exist.');
  return t('A plan of the core with fewer or shorter windows may exist.');
}

export function chosenFrameBecause(machine: string): string {
  return t(
    'Chosen for {machine}: of the frames tried, the one with the fewest windows, then with the smallest share of the cores.',
    { machine },
  );
}

export function writeDownPlan(machine: string): string {
  return t('Write down all windows chosen for {machine}', { machine });
}

export function noFrames(): string {
  return t('No machine of this file gives its VCPUs windows that could be chosen.');
}

export function notProvenWithWindows(machine: string): string {
  return t(
    'No windows were written: not every domain on {machine} is proven with the best found.',
    {
      machine,
    },
  );
}

export function windowsOutdated(): string {
  return t('The file changed while its windows were chosen: nothing was written.');
}
