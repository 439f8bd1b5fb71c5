import { t } from '@vscode/l10n';
import type { SearchSpent } from '../../scheduling/model/reason.ts';
import { formatDuration } from '../text/duration.ts';
import { allOf } from '../text/names.ts';

const reached: Readonly<Record<SearchSpent['kind'], (tried: string) => string>> = {
  'held-back': (tried) => t('ways to hold budgets back ({tried})', { tried }),
  phases: (tried) => t('runs at other phases ({tried})', { tried }),
  'every-run': (tried) => t('states of all runs ({tried})', { tried }),
  placements: (tried) => t('placements of VCPUs ({tried})', { tried }),
};

const unreached: Readonly<Record<SearchSpent['kind'], () => string>> = {
  'held-back': () => t('no budgets can be held back'),
  phases: () => t('phases are not searched, for it is not known what each guest asks for'),
  'every-run': () =>
    t('not all runs can be followed, for there are too many VCPUs or their times are too fine'),
  placements: () => t('placements are not searched, for there are too many VCPUs'),
};

/** Searches that told no verdict with a patience, in ns, as clauses. */
export function searchesTexts(
  patience: number,
  searches: readonly SearchSpent[],
): readonly string[] {
  const tried = searches.filter(({ ended }) => ended !== 'out-of-reach');
  const goesOn = searches.some(({ ended }) => ended === 'patience');
  const names = tried.map(({ kind, tried: count }) => reached[kind](count.toLocaleString('en-US')));
  return [
    ...(names.length === 0
      ? []
      : [
          t('with a patience of {patience} nothing came of {searches}', {
            patience: formatDuration(patience),
            searches: allOf(names),
          }),
        ]),
    ...searches
      .filter(({ ended }) => ended === 'out-of-reach')
      .map(({ kind }) => unreached[kind]()),
    goesOn ? t('more patience may decide it') : t('more patience would not help'),
  ];
}
