/** The word most like an unknown one, or the word that it begins; undefined where none is near. */
export function nearest(text: string, words: Iterable<string>): string | undefined {
  const allowed = text.length <= 2 ? 0 : text.length === 3 ? 1 : 2;
  let best: string | undefined;
  let least = allowed + 1;
  const begun = text.toLowerCase();
  for (const word of words) {
    if (begun.length >= 3 && word.length > begun.length && word.toLowerCase().startsWith(begun))
      return word;
    if (word === text || Math.abs(word.length - text.length) > allowed) continue;
    const distance = editDistance(text.toLowerCase(), word.toLowerCase());
    if (distance < least) {
      least = distance;
      best = word;
    }
  }
  return best;
}

/**
 * The number of letters to insert, delete, replace or swap with the next, from one word to the
 * other.
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          replaced,
          at(last, j) + 1,
          at(row, j - 1) + 1,
          swapped ? at(beforeLast, j - 2) + 1 : replaced,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
