import { t } from '@vscode/l10n';

/** A clause with its end. */
export function sentence(clause: string): string {
  return t('{clause}.', { clause });
}

/** Sentences one after the other, those with nothing to say left out. */
export function sentences(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined).join(' ');
}
