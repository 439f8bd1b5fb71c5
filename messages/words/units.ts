import { t } from '@vscode/l10n';

/** The units of time and their names. */
export const unitsOfTime = {
  ms: () => t('milliseconds'),
  us: () => t('microseconds'),
  s: () => t('seconds'),
  ns: () => t('nanoseconds'),
} satisfies Readonly<Record<string, () => string>>;
