import { t } from '@vscode/l10n';

/** The Testing view. */

export const expectationTests = (): string => t('Hypersched Expectations');
export const checkExpectations = (): string => t('Check');
