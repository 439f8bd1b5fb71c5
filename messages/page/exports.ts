import { t } from '@vscode/l10n';

export const pictureTooLarge = (): string => t('The picture is too large for this browser.');
