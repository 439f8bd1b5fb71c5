import { t } from '@vscode/l10n';

/** The names of tasks. */

export const checkTask = (): string => t('check');
export const watchTask = (): string => t('watch');
