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
  /** What the file system says. */
  readonly reason: string;
}

export function notSaved({ path, reason }: NotSaved): string {
  return t('{path} could not be written: {reason} Choose another place for it.', { path, reason });
}

export const chooseAnotherPlace = (): string => t('Choose Another Place…');

/** The page asked for something that failed, or that has no meaning. */
export function pageRequestFailed(reason: string): string {
  return t('The extension could not do that: {reason}', { reason });
}
