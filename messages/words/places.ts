import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** The words for places. */
export const placeWords: Words = {
  'TasksetUse.run': () => t('Runs the tasks of a task set in this domain.'),
  'TasksetUse.on': () =>
    t('The VCPU that the tasks belong to, where the domain has more than one.'),
  'Domain.on': () => t('The machine it stands on. May be left out where just one is known.'),
  'Scenario.on': () => t('The machine it happens on. May be left out where just one is known.'),
};
