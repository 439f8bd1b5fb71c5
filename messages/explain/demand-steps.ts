import { t } from '@vscode/l10n';
import type { DemandStep } from '../../scheduling/explain/guest-step.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { referenceOf } from '../verdicts/tests.ts';
import { supplyAtText } from './supply-steps.ts';
import { heldTerm, jobsTerm, sumText } from './terms.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** Demand under EDF in a window against supply. */
export const demandSteps: Sayings<DemandStep, ToldStep> = {
  demand: ({ time, terms, held, demand }) => {
    const parts = terms.length === 0 ? [] : [...terms.map(jobsTerm), ...heldTerm(held)];
    return toldStep(
      t('Demand in a window of {time}', { time: text(time) }),
      'dbf(t) + B(t) = Σ max(0, ⌊(t + J − D)/T⌋ + 1)·C + max { b : D − J ≤ t }',
      `${sumText(parts) || '0'} = ${text(demand)}`,
      'Baruah, Rosier & Howell 1990',
    );
  },
  'supply-at': ({ supply }) =>
    toldStep(
      t('Supply in a window of {time}', { time: text(supply.time) }),
      'sbf(t)',
      supplyAtText(supply),
    ),
  comparison: ({ demand, supply }) =>
    toldStep(
      t('Comparison'),
      t('for all t: {inequality}', { inequality: 'dbf(t) + B(t) ≤ sbf(t)' }),
      demand <= supply
        ? t('{inequality}, {rest} to spare', {
            inequality: `${text(demand)} ≤ ${text(supply)}`,
            rest: text(supply - demand),
          })
        : t('{inequality}, {rest} missing', {
            inequality: `${text(demand)} > ${text(supply)}`,
            rest: text(demand - supply),
          }),
      referenceOf('guest-demand'),
    ),
  slack: ({ task, from, slack }) =>
    toldStep(
      t('Slack of {task}', { task }),
      'min { sbf(t) − dbf(t) − B(t) : t ≥ D − J }',
      t('the least over all windows from {from} on is {slack}', {
        from: text(from),
        slack: text(slack),
      }),
    ),
};
