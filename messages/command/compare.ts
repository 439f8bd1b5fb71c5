import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

/** The line of one of two runs: which it is, its file and its length. */
export function comparedRun(side: string, file: string, end: number): string {
  return t('{side}: {file}, {length}', { side, file, length: formatDuration(end) });
}

/** How the runs lie on one time axis. */
export function alignedBy(shift: number): string {
  if (shift === 0) return t('Both begin at the same instant.');
  return shift > 0
    ? t('B begins {shift} after A.', { shift: formatDuration(shift) })
    : t('B begins {shift} before A.', { shift: formatDuration(-shift) });
}

export function comparedOver(length: number, tolerance: number): string {
  return tolerance === 0
    ? t('Compared over {length}.', { length: formatDuration(length) })
    : t('Compared over {length}; differences up to {tolerance} do not count.', {
        length: formatDuration(length),
        tolerance: formatDuration(tolerance),
      });
}

export const nothingInCommon = (): string => t('The runs have no time in common.');
export const runsTheSame = (): string => t('Each VCPU runs at the same times in both.');

export interface FirstDifferenceWords {
  readonly vcpu: string;
  readonly from: number;
  readonly to: number;
  readonly runsIn: 'first' | 'second';
}

/** The first stretch that differs. */
export function firstDiffers({ vcpu, from, to, runsIn }: FirstDifferenceWords): string {
  const told = { vcpu, at: formatDuration(from), length: formatDuration(to - from) };
  return runsIn === 'first'
    ? t('First difference: at {at}, {vcpu} runs in A for {length} while it does not in B.', told)
    : t('First difference: at {at}, {vcpu} runs in B for {length} while it does not in A.', told);
}

export const comparedHeads = {
  vcpu: () => t('VCPU'),
  task: () => t('task'),
  supplyA: () => t('supply A'),
  supplyB: () => t('supply B'),
  gapA: () => t('longest gap A'),
  gapB: () => t('longest gap B'),
  apart: () => t('apart'),
  first: () => t('first at'),
  missesA: () => t('misses A'),
  missesB: () => t('misses B'),
  meanA: () => t('mean A'),
  meanB: () => t('mean B'),
  maxA: () => t('max A'),
  maxB: () => t('max B'),
} as const;

export function clockNeeded(file: string): string {
  return t('{file} is a trace of xentrace, whose clock is not in it: give --clock.', { file });
}

export const shiftOrBest = (text: string): string =>
  t("--shift takes a duration such as 2ms or -2ms, or `best`, not '{text}'.", { text });
