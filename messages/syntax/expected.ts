import { t } from '@vscode/l10n';

/** A place with a text that does not belong there. */
export interface Mismatch {
  /** The expected text, in the words of `wanted.ts`. */
  readonly wanted: string;
  /** The word before it, if there is one. */
  readonly previous: string | undefined;
  /** The found text; undefined at the end of the file. */
  readonly found: string | undefined;
}

export function expected({ wanted, previous, found }: Mismatch): string {
  if (previous === undefined)
    return found === undefined
      ? t('Expected {wanted}, found the end of the file.', { wanted })
      : t('Expected {wanted}, found `{found}`.', { wanted, found });
  return found === undefined
    ? t('Expected {wanted} after `{previous}`, found the end of the file.', { wanted, previous })
    : t('Expected {wanted} after `{previous}`, found `{found}`.', { wanted, previous, found });
}

export function somethingMissing({ previous, found }: Omit<Mismatch, 'wanted'>): string {
  if (previous === undefined)
    return found === undefined
      ? t('Something is missing: found the end of the file.')
      : t('Something is missing: found `{found}`.', { found });
  return found === undefined
    ? t('Something is missing after `{previous}`: found the end of the file.', { previous })
    : t('Something is missing after `{previous}`: found `{found}`.', { previous, found });
}

export function quoteWord(word: string): string {
  return t('To use this word as a name, put it in double quotes: "{word}".', { word });
}

export function quoteNumber(number: string): string {
  return t('To use this number as a name, put it in double quotes: "{number}".', { number });
}

export function didYouMean(word: string): string {
  return t('Did you mean `{word}`?', { word });
}
