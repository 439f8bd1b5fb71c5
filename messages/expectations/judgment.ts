import { t } from '@vscode/l10n';
import { didYouMean } from '../command/usage.ts';

/** A verdict in the words of expectations, which are the same in every language. */
type Word = string;

/** The reason why an expectation does not hold, as a sentence. */
export const judgmentTexts = {
  fileIsOther: (expected: Word, found: Word) =>
    t('The file is {found}, not {expected} as expected.', { expected, found }),
  isOther: (name: string, expected: Word, found: Word) =>
    t('{name} is {found}, not {expected} as expected.', { name, expected, found }),
  notAnalyzed: (name: string) =>
    t('{name} was not analyzed, because its text has errors.', { name }),
  noVerdict: (word: string, words: readonly Word[]) =>
    word === ''
      ? t('An expectation names a verdict: {words}.', { words: words.join(', ') })
      : t("'{word}' is no verdict. The verdicts are {words}.", { word, words: words.join(', ') }),
  noElement: (name: string, near: readonly string[]) =>
    near.length === 0
      ? t("The file has no element '{name}'.", { name })
      : t("The file has no element '{name}'. {hint}", { name, hint: didYouMean(near) }),
};

/** The meaning of the code of an expectation that does not hold. */
export function expectationUnmet(): string {
  return t('A comment that begins with `expect:` names another verdict than the one found.');
}
