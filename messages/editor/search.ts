import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

/** The offer to search on for a verdict, with its patience in ns. */
export function searchLonger(patience: number): string {
  return t('Search longer, with a patience of {patience}', { patience: formatDuration(patience) });
}

export const searchingLonger = (): string => t('Searching longer for a verdict');

export const nothingToSearch = (): string =>
  t('No search of this file would go on: everything is decided, or all was tried.');

export function searchDecided(machines: number): string {
  return machines === 1
    ? t('The longer search has ended for 1 machine; see its verdict.')
    : t('The longer search has ended for {machines} machines; see their verdicts.', { machines });
}

/** A search that has spent its patience, in ns, and has decided so many machines meanwhile. */
export function searchStaysOpen(decided: number, patience: number): string {
  const known = { patience: formatDuration(patience), decided };
  return decided === 0
    ? t('Nothing was found with a patience of {patience}.', known)
    : t('With a patience of {patience}, {decided} decided; others stay open.', known);
}
