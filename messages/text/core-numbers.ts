import { t } from '@vscode/l10n';
import type { Machine } from '../../scheduling/model/model.ts';
import { coresText } from './load.ts';

/** Cores by their ascending numbers: `core 6`, `cores 0 … 3`, `cores 1, 4 … 6`. */
export function coreNumbers(cores: readonly number[]): string {
  const ranges: { readonly from: number; to: number }[] = [];
  for (const core of cores) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to + 1 === core) last.to = core;
    else ranges.push({ from: core, to: core });
  }
  const list = ranges.map(({ from, to }) => (from === to ? String(from) : `${from} … ${to}`));
  return cores.length === 1
    ? t('core {core}', { core: list.join('') })
    : t('cores {cores}', { cores: list.join(', ') });
}

/** The cores of a machine: how many they are, or in a pool their physical numbers. */
export function coresOf({ cores, pool }: Pick<Machine, 'cores' | 'pool'>): string {
  return pool === undefined && cores.at(-1) === cores.length - 1
    ? coresText(cores.length)
    : coreNumbers(cores);
}
