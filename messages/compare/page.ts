import { t } from '@vscode/l10n';

export const secondBegins = (): string => t('B begins after');
export const secondBeginsTip = (): string =>
  t('How much later than run A run B begins, as `2.5ms` or `-10ms`');
export const leastDifference = (): string => t('Least difference');
export const leastDifferenceTip = (): string =>
  t('Lay run B where the VCPUs of both runs differ least');
export const firstDifference = (): string => t('First difference');
export const noDifference = (): string => t('No difference');
export const noDifferenceTip = (): string =>
  t('Each VCPU runs at the same times in both, as far as they go');

export function noShift(text: string): string {
  return t('{text} is no duration such as `2.5ms` or `-10ms`.', { text });
}

/** The letters of the runs, with their files. */
export function lettersOf(first: string, second: string): string {
  return t('A: {first} · B: {second}', { first, second });
}

/** The words of a VCPU that has a core in one of the runs only. */
export function onlyIn(side: string, length: string): string {
  return t('runs in {side} only, for {length}', { side, length });
}
