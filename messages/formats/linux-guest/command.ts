import { t } from '@vscode/l10n';

/** A file without tasks, of which nothing can be made. */
export function noTasksToExport(): string {
  return t('No domain of the file has tasks.');
}

/** The way on from written files. */
export function runInGuest(folder: string): string {
  return t('Copy {folder} into the guests and run each guest’s script there, as root.', { folder });
}
