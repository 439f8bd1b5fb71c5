import { t } from '@vscode/l10n';

/** A message of another version of the extension, most likely. */
export const messageNotUnderstood = (): string =>
  t('The extension sent something that this page does not understand: reload the window.');

export const numbersWritten = (): string => t('The text has the new numbers.');

export const numbersNotWritten = (): string => t('The numbers could not be written into the text.');

export const dismiss = (): string => t('Dismiss');
