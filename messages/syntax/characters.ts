import { t } from '@vscode/l10n';

export function noPlainName(text: string): string {
  return t('`{text}` cannot be a plain name: put it in double quotes.', { text });
}

export function singleQuotes(): string {
  return t('Names and paths stand in double quotes, not in single ones.');
}

export function hyphenAlone(): string {
  return t('A `-` stands inside a plain name only: put the whole name in double quotes.');
}

export function openQuote(): string {
  return t('This quote has no second one on its line: close it with `"`.');
}

export function meaningless(text: string): string {
  return t('`{text}` means nothing in this language.', { text });
}

export function openComment(): string {
  return t('This comment has no end: close it with `*/`.');
}

export function noText(): string {
  return t('This file is not text, or not in this language.');
}

export function tooLong(characters: number, most: number): string {
  return t(
    'This file has {characters} characters, and the editor reads at most {most}: split it by `import`, or run `hypersched check`.',
    { characters: characters.toLocaleString('en-US'), most: most.toLocaleString('en-US') },
  );
}

export function morePlaces(count: number): string {
  return count === 1
    ? t('There is 1 more place like this: the file does not look like text.')
    : t('There are {count} more places like this: the file does not look like text.', { count });
}

export function moreSyntaxErrors(count: number): string {
  return count === 1
    ? t('From here on there is 1 more syntax error, or the file is not in this language.')
    : t('From here on there are {count} more syntax errors, or the file is not in this language.', {
        count,
      });
}
