import { t } from '@vscode/l10n';

export function runOf(file: string): string {
  return t('Run of {file}', { file });
}

export const fileGone = (): string => t('The file is not there any more.');

export function numbersNotWritten(file: string): string {
  return t(
    'The numbers could not be written into {file}, which is as it was: try again, or type them.',
    {
      file,
    },
  );
}

export interface NotSaved {
  readonly path: string;
  /** The file system's reason. */
  readonly reason: string;
}

export function notSaved({ path, reason }: NotSaved): string {
  return t('{path} could not be written: {reason} Choose another place for it.', { path, reason });
}

export const chooseAnotherPlace = (): string => t('Choose Another Place…');

/** A request of the page failed, or has no meaning. */
export function pageRequestFailed(reason: string): string {
  return t('The extension could not do that: {reason}', { reason });
}
