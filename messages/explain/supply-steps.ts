import { t } from '@vscode/l10n';
import type { SupplyAt, SupplyStep } from '../../scheduling/explain/guest-step.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { reasonText } from '../verdicts/reason.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** The guaranteed supply of a VCPU. */
export const supplySteps: Sayings<SupplyStep, ToldStep> = {
  'own-core': () => toldStep(t('Supply'), 'sbf(t) = t', t('the VCPU has a core of its own')),
  'no-bound': ({ reason }) => toldStep(t('Supply'), t('no bound exists'), reasonText(reason)),
  'static-windows': ({ frame, windows, gap }) => {
    const known = { frame: text(frame), gap: text(gap) };
    return toldStep(
      t('Supply of static windows'),
      t('sbf(t) = the least supply over every start within the major frame'),
      windows.length === 0
        ? t('of each {frame}: nothing; longest time without supply {gap}', known)
        : t('of each {frame}: {windows}; longest time without supply {gap}', {
            ...known,
            windows: windowsText(windows),
          }),
      'Mok, Feng & Chen, RTAS 2001',
    );
  },
  'changing-windows': ({ once, begin, frame, windows, gap }) =>
    toldStep(
      t('Supply of windows that change'),
      t('sbf(t) = the least supply over every start before and after the change'),
      t(
        'within the first {begin}: {once}; then of each {frame}: {windows}; longest time without supply {gap}',
        {
          begin: text(begin),
          once: windowsText(once),
          frame: text(frame),
          windows: windowsText(windows),
          gap: text(gap),
        },
      ),
      'Mok, Feng & Chen, RTAS 2001',
    ),
  mixed: ({ before, after, gap }) =>
    toldStep(
      t('Supply while the interface changes'),
      'mix(t) = min L(x) + G(t − x), 0 ≤ x ≤ t',
      t(
        '{budget} in every {period} up to a replenishment, then {newBudget} in every {newPeriod}; longest time without supply {gap}',
        {
          budget: text(before.budget),
          period: text(before.period),
          newBudget: text(after.budget),
          newPeriod: text(after.period),
          gap: text(gap),
        },
      ),
    ),
  'whole-budget': ({ budget, period }) =>
    toldStep(
      t('Supply'),
      'Θ = Π: sbf(t) = t',
      t('{budget} in every {period}', { budget: text(budget), period: text(period) }),
    ),
  'longest-gap': ({ budgets, period, deadline, budget, gap }) =>
    toldStep(
      t('Longest time without supply'),
      `x = Π + Δ − ${budgets === 1 ? '' : budgets}Θ`,
      `x = ${text(period)} + ${text(deadline)} − ${budgets === 1 ? '' : `${budgets}·`}${text(budget)} = ${text(gap)}`,
      'Easwaran, Anand & Lee, RTSS 2007',
    ),
  'supply-bound': ({ period, budget, gap }) =>
    toldStep(
      t('Supply in any window of length t'),
      t('sbf(t) = ⌊(t − x)/Π⌋·Θ + min(Θ, (t − x) mod Π), 0 before x'),
      `Π = ${text(period)}, Θ = ${text(budget)}, x = ${text(gap)}`,
      'Shin & Lee, ACM TECS 7(3), 2008',
    ),
};

function windowsText(windows: readonly { readonly at: number; readonly length: number }[]): string {
  if (windows.length === 0) return t('nothing');
  return windows
    .map(({ at, length }) => t('{at} for {length}', { at: text(at), length: text(length) }))
    .join(', ');
}

/** `sbf(t)` with its numbers. */
export function supplyAtText({ time, amount, by }: SupplyAt): string {
  const at = `sbf(${text(time)})`;
  switch (by.kind) {
    case 'plain':
      return `${at} = ${text(amount)}`;
    case 'before-gap':
      return t('{sbf} = 0 ms, for t ≤ x = {gap}', { sbf: at, gap: text(by.gap) });
    case 'budgets': {
      const budget = text(by.budget);
      return `${at} = ${by.whole}·${budget} + min(${budget}, ${text(by.rest)}) = ${text(amount)}`;
    }
  }
}
