/** A longer word without a blank is cut, and so is a longer line. */
const longestWord = 200;
const longestLine = 2_000;

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const longWord = new RegExp(`\\S{${longestWord + 1},}`, 'gu');

/**
 * A text of a file as a terminal may show it, on one line. Characters that move the cursor, change
 * colors or hide are written as escapes (`\n`, `\u{1b}`), and a very long text is cut, with `…`.
 */
export function shown(text: string): string {
  // The limit exceeds any line that is shown, whatever is escaped or cut in it.
  const some = text.length > 16 * longestLine ? middleCut(text, 16 * longestLine) : text;
  const words = some
    .replace(unseen, escaped)
    .replace(longWord, (word) => middleCut(word, longestWord));
  return words.length > longestLine ? middleCut(words, longestLine) : words;
}

/** A whole path as a terminal may show it, for people to open. */
export function shownPath(path: string): string {
  return path.replace(unseen, escaped);
}

/** {@link shown} for several lines. */
export function shownLines(text: string): string {
  return text.split('\n').map(shown).join('\n');
}

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  return names[character] ?? `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
}

/** Keeps the beginning and the end, in whole characters. */
function middleCut(text: string, length: number): string {
  const end = Math.floor(length / 4);
  const first = text
    .slice(0, length - end - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const last = text
    .slice(text.length - end)
    .toWellFormed()
    .replace(/^\ufffd/, '');
  return `${first}…${last}`;
}
