import { t } from '@vscode/l10n';
import { writtenCores } from '../../scheduling/host/cores.ts';

/** The title of a quick fix for a pool without a list of cores. */
export function giveCores(pool: string, list: readonly number[]): string {
  const cores = writtenCores(list);
  return list.length === 1
    ? t('Give {pool} core {cores}, with which it passes', { pool, cores })
    : t('Give {pool} cores {cores}, the fewest with which it passes', { pool, cores });
}

/** The title of a refactoring of a pool that passes with fewer cores than it has. */
export function leaveCores(pool: string, list: readonly number[]): string {
  const cores = writtenCores(list);
  return list.length === 1
    ? t('Leave {pool} only core {cores}, with which it passes too', { pool, cores })
    : t('Leave {pool} only cores {cores}, with which it passes too', { pool, cores });
}
