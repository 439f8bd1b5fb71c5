import { t } from '@vscode/l10n';

export const simulation = (): string => t('Simulation');
export const stop = (): string => t('Stop');

export function errorsInText(count: number): string {
  return count === 1
    ? t('The text has an error: what it says there is not in this run.')
    : t('The text has {count} errors: what it says there is not in this run.', { count });
}
