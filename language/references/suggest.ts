import { editDistance } from './edit-distance.ts';

/** A longer name that is not known is not compared: nobody mistypes that much. */
const longestCompared = 100;

/** As many words are compared letter by letter; beyond that a hint is not worth the wait. */
const mostCompared = 10_000;

/** The word most like an unknown one, or the word that it begins; undefined where none is near. */
export function nearest(text: string, words: Iterable<string>): string | undefined {
  if (text.length > longestCompared) return undefined;
  const allowed = text.length <= 2 ? 0 : text.length === 3 ? 1 : 2;
  const begun = text.toLowerCase();
  let best: string | undefined;
  let least = allowed + 1;
  let compared = 0;
  for (const word of words) {
    if (begun.length >= 3 && word.length > begun.length && beginsWith(word, begun)) return word;
    if (word === text || Math.abs(word.length - text.length) > allowed) continue;
    if (least === 0 || compared++ > mostCompared) continue;
    const distance = editDistance(begun, word.toLowerCase(), least - 1);
    if (distance === undefined) continue;
    least = distance;
    best = word;
  }
  return best;
}

function beginsWith(word: string, begun: string): boolean {
  return word.slice(0, begun.length).toLowerCase() === begun;
}
