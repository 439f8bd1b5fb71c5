import { t } from '@vscode/l10n';

export const view = (): string => t('View');

/** The titles of the views, on their tabs. */
export const viewTitles = {
  timeline: () => t('Timeline'),
  why: () => t('Why'),
  numbers: () => t('Numbers'),
} satisfies Readonly<Record<string, () => string>>;

export const whatIf = (): string => t('What if');
export const whatIfTip = (): string => t('What if: turn budgets, periods and wcets');
export const exportTitle = (): string => t('Export');
export const keysAndMouse = (): string => t('Keys and mouse');
export const keysAndMouseTip = (): string => t('Keys and mouse (?)');

export function notSchedulable(vcpus: number): string {
  return vcpus === 1 ? t('1 VCPU not schedulable') : t('{vcpus} VCPUs not schedulable', { vcpus });
}

export const noMiss = (): string => t('no miss');
export const noMissTip = (): string =>
  t('No deadline is missed in this run. A run alone proves nothing: see Why and Numbers.');
export const nextMissTip = (): string => t('Next missed deadline (N)');

export function misses(count: number): string {
  return count === 1 ? t('1 miss ▸') : t('{count} misses ▸', { count });
}
