import { t } from '@vscode/l10n';

export function serverRuns(version: string): string {
  return t('hypersched {version}: the language server runs', { version });
}

export const restarting = (): string => t('restarting the language server');

export function viewNotFilled(error: string): string {
  return t('The Schedulability view could not be filled: {error}', { error });
}

export function systemNotRead(file: string, error: string): string {
  return t('The system of {file} could not be read: {error}', { file, error });
}

export function painted(milliseconds: string): string {
  return t('a run was painted {milliseconds} ms after it was asked for', { milliseconds });
}
