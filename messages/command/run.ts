import { t } from '@vscode/l10n';
import type { HorizonChoice } from '../../scheduling/simulation/result.ts';
import { formatDuration } from '../text/duration.ts';

const choices = {
  asked: () => t('as asked'),
  scenario: () => t("the scenario's length"),
  hyperperiod: () => t('the hyperperiod and the largest offset'),
  'worst-case': () => t('two hyperperiods from the beginning of the gap'),
  witness: () => t('up to the miss that the analysis expects'),
  default: () => t('the hyperperiod is longer'),
} satisfies Readonly<Record<HorizonChoice, () => string>>;

/** `jobs` is their number, `missed` the styled misses. */
export function simulatedLine(
  end: number,
  choice: HorizonChoice,
  seed: number,
  jobs: string,
  missed: string,
): string {
  return t('Simulated {length} ({choice}), seed {seed}: {jobs} jobs, {missed}.', {
    length: formatDuration(end),
    choice: choices[choice](),
    seed,
    jobs,
    missed,
  });
}

export function missedText(count: string | null): string {
  return count === null ? t('no deadline missed') : t('{count} missed', { count });
}

/** The heads of a run's tables. */
export const runHeads = {
  tasks: () => [
    t('task'),
    t('jobs'),
    t('missed'),
    t('min'),
    t('mean'),
    '95 %',
    '99 %',
    t('max'),
    t('preempted'),
  ],
  vcpus: () => [
    t('VCPU'),
    t('supply'),
    t('lost'),
    t('longest gap'),
    t('switches'),
    t('migrations'),
  ],
  cores: () => [t('core'), t('busy'), t('overhead'), t('idle'), t('switches')],
} as const;

export function admission(admitted: boolean): string {
  return admitted ? t('admitted') : t('refused');
}

/** The misses of a soft task; `allowed` is the tolerated share, if one is written. */
export function softMisses(count: string, ratio: string, allowed: string | null): string {
  return allowed === null
    ? t('{count} ({ratio}, soft)', { count, ratio })
    : t('{count} ({ratio}, {allowed} allowed)', { count, ratio, allowed });
}

export function coreOf(machine: string, core: number): string {
  return t('{machine} core {core}', { machine, core });
}

export function stoppedAt(now: number, horizon: number): string {
  return t('Stopped at {now} of {horizon}. Nothing was written.', {
    now: formatDuration(now),
    horizon: formatDuration(horizon),
  });
}

/** The progress of a run: simulated time, jobs per second, and remaining seconds. */
export function progressText(now: number, horizon: number, rate: string, left: number): string {
  return t('{now} of {horizon}, {rate} jobs/s, {left} s left', {
    now: formatDuration(now),
    horizon: formatDuration(horizon),
    rate,
    left,
  });
}
