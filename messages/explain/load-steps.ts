import { t } from '@vscode/l10n';
import type { LoadStep } from '../../scheduling/explain/guest-step.ts';
import type { Sayings } from '../say.ts';
import { shareTerm, sumText, timesText } from './terms.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** The costs of tasks, and their long-run use against long-run supply. */
export const loadSteps: Sayings<LoadStep, ToldStep> = {
  switches: ({ turns, tasks }) =>
    toldStep(
      t('Work of a job with its switches'),
      turns ? 'C = wcet + (⌈wcet/quantum⌉ + 1)·task-switch' : 'C = wcet + 2·task-switch',
      timesText(tasks),
    ),
  'held-up': ({ sections, tasks }) =>
    toldStep(
      t('Blocking of a job'),
      sections > 1
        ? t(
            'b = max(blocking, {sections} VCPUs·kernel latency); blocking counts beside a task that comes later',
            { sections },
          )
        : t('b = max(blocking, kernel latency); blocking counts beside a task that comes later'),
      timesText(tasks),
    ),
  utilization: ({ terms, used, bandwidth }) => {
    const sum = `${sumText(terms.map(shareTerm))} = ${used.toFixed(4)}`;
    return bandwidth === null
      ? toldStep(t('Utilization'), 'U = Σ wcet/T', sum)
      : toldStep(
          t('Utilization against bandwidth'),
          'U = Σ C/T ≤ α',
          `${sum} ${signs[bandwidth.order]} ${bandwidth.value.toFixed(4)}`,
        );
  },
};

const signs = { [-1]: '<', 0: '=', 1: '>' } as const;
