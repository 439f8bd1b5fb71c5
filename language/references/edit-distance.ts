/**
 * The number of letters to insert, delete, replace or swap with the next, from one word to the
 * other; undefined where that is more than `most`. Only the part of the table where it can be less
 * is filled: `most` places on both sides of its diagonal.
 */
export function editDistance(a: string, b: string, most: number): number | undefined {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: Math.min(b.length, most) + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row: number[] = [];
    if (i <= most) row[0] = i;
    let least = at(row, 0);
    const end = Math.min(b.length, i + most);
    for (let j = Math.max(1, i - most); j <= end; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distance = Math.min(
        at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        at(last, j) + 1,
        at(row, j - 1) + 1,
        swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
      row[j] = distance;
      least = Math.min(least, distance);
    }
    // A swap begins in the row before, where the least may be one less.
    if (least > most + 1) return undefined;
    beforeLast = last;
    last = row;
  }
  const distance = at(last, b.length);
  return distance <= most ? distance : undefined;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
