import { t } from '@vscode/l10n';

export function showWhy(): string {
  return t('Show why');
}

export function comparePlacements(): string {
  return t('Compare admission placement');
}

export function simulate(): string {
  return t('Simulate');
}

/** `attributes` are joined, as written. */
export function writeDownChosen(attributes: string): string {
  return t('Write down what was chosen: {attributes}', { attributes });
}

export function importPath(path: string): string {
  return t('Import {path}', { path });
}

export function write(text: string): string {
  return t('Write {text}', { text });
}

export function add(text: string): string {
  return t('Add {text}', { text });
}
