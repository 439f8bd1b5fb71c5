import { t } from '@vscode/l10n';

/** A clause with its full stop. */
export function sentence(clause: string): string {
  return t('{clause}.', { clause });
}

/** Sentences, joined. Empty ones are left out. */
export function sentences(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined).join(' ');
}

/** Clauses of one sentence. */
export function clauses(parts: readonly string[]): string {
  return parts.reduce((first, second) => t('{first}; {second}', { first, second }));
}
