import { t } from '@vscode/l10n';

export function runOf(file: string): string {
  return t('Run of {file}', { file });
}

export const fileGone = (): string => t('The file is not there any more.');
export const notWritten = (): string => t('The numbers could not be written into the text.');
