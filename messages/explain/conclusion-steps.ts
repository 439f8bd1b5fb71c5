import { t } from '@vscode/l10n';
import type { ConclusionStep } from '../../scheduling/explain/guest-step.ts';
import type { NoBudget } from '../../scheduling/guest/problem.ts';
import type { TestUsed } from '../../scheduling/model/analysis.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { reasonText } from '../verdicts/reason.ts';
import { testName, testReference } from '../verdicts/tests.ts';
import { verdictText } from '../verdicts/verdict.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** The conclusions of a derivation. */
export const conclusionSteps: Sayings<ConclusionStep, ToldStep> = {
  verdict: ({ verdict, test }) =>
    toldStep(t('Verdict'), conditionText(test), verdictText(verdict), testReference(test)),
  'smallest-budget': ({ found }) =>
    toldStep(
      t('Smallest budget for this period'),
      t('the least Θ on the grid for which the test accepts'),
      budgetText(found),
    ),
  tolerance: ({ parameter, task, grid, limit, now }) => {
    const room =
      limit === null
        ? t('none is known to do')
        : t('{limit}, it has {now}', { limit: text(limit), now: text(now) });
    return parameter === 'wcet'
      ? toldStep(
          t('Largest wcet of {task} that would do', { task }),
          t('the largest on a grid of {grid} with which every task of the VCPU is proven', {
            grid: text(grid),
          }),
          room,
        )
      : toldStep(
          t('Smallest period of {task} that would do', { task }),
          t('the smallest on a grid of {grid} with which every task of the VCPU is proven', {
            grid: text(grid),
          }),
          room,
        );
  },
};

function conditionText(test: TestUsed): string {
  const name = testName(test);
  switch (test.kind) {
    case 'exact':
      return t('{test} (exact condition)', { test: name });
    case 'sufficient':
      return t('{test} (sufficient condition)', { test: name });
    case 'necessary':
      return t('{test} (necessary condition)', { test: name });
  }
}

function budgetText(found: Extract<ConclusionStep, { kind: 'smallest-budget' }>['found']): string {
  switch (found.kind) {
    case 'found':
      return text(found.budget);
    case 'none':
      return noBudgets[found.reason]();
    case 'unknown':
      return t('none: {reason}', { reason: reasonText(found.reason) });
  }
}

const noBudgets: Readonly<Record<NoBudget, () => string>> = {
  'too-coarse': () => t('none: the deadline is shorter than one step of the resolution'),
  'too-little': () =>
    t('none: even the largest budget that fits before the deadline is not enough'),
};
