import { t } from '@vscode/l10n';

export function provingSchedules(): string {
  return t('Proving schedules');
}

export function noSuchHyperschedFile(uri: string): string {
  return t('There is no hypersched file {uri}.', { uri });
}

export function requestCanceled(): string {
  return t('The request has been canceled.');
}
