import { t } from '@vscode/l10n';

export function noSuchFile(path: string): string {
  return t('There is no file "{path}": the path is relative to this file.', { path });
}

export function noHyperschedFile(path: string): string {
  return t('"{path}" is no .hsched file: only those can be imported.', { path });
}

export function importedAlready(path: string): string {
  return t('"{path}" is imported already: this line adds nothing.', { path });
}

export function specialFile(path: string): string {
  return t('"{path}" is a pipe, a device or a folder: only files can be imported.', { path });
}
