import { t } from '@vscode/l10n';

/** A word of the language, or a name, as written in a file. */
export function code(word: string): string {
  return `\`${word}\``;
}

/** Words or names, joined: `` `a`, `b` ``. */
export function codes(words: readonly string[]): string {
  return words.map(code).join(', ');
}

/** A choice of a few: `a or b or c`. */
export function anyOf(choices: readonly string[]): string {
  return choices.length === 0
    ? ''
    : choices.reduce((first, second) => t('{first} or {second}', { first, second }));
}
