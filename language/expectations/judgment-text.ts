import { judgmentTexts } from '../../messages/expectations/judgment.ts';
import type { Judged } from './judge.ts';

/** The reason why an expectation does not hold, as a sentence; `null` if it holds. */
export function judgmentText({ expectation, judgment }: Judged): string | null {
  switch (judgment.kind) {
    case 'met':
      return null;
    case 'other': {
      const { name, found } = judgment;
      return name === ''
        ? judgmentTexts.fileIsOther(expectation.verdict, found)
        : judgmentTexts.isOther(name, expectation.verdict, found);
    }
    case 'not-analyzed':
      return judgmentTexts.notAnalyzed(judgment.name);
    case 'no-verdict':
      return judgmentTexts.noVerdict(judgment.word, judgment.words);
    case 'no-element':
      return judgmentTexts.noElement(judgment.name, judgment.near);
  }
}
