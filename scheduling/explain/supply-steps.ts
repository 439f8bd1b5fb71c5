import { servers } from '../model/servers.ts';
import { longestGap } from '../supply/periodic-supply.ts';
import type { Supply } from '../supply/supply.ts';
import { supplyFunction } from '../supply/supply-function.ts';
import { formatDuration as text } from '../text/duration.ts';
import type { DerivationStep } from './derivation-step.ts';

/** What a VCPU is sure to get, and why. */
export function supplySteps(supply: Supply): readonly DerivationStep[] {
  switch (supply.kind) {
    case 'full':
      return [step('Supply', 'sbf(t) = t', 'the VCPU has a core of its own', null)];
    case 'none':
      return [{ kind: 'no-bound', reason: supply.reason }];
    case 'windows': {
      const ready = supplyFunction(supply);
      const gap = ready === null ? Number.POSITIVE_INFINITY : ready.longestGap;
      const windows = supply.windows
        .map(({ at, length }) => `${text(at)} for ${text(length)}`)
        .join(', ');
      return [
        step(
          'Supply of static windows',
          'sbf(t) = the least supply over every start within the major frame',
          `of each ${text(supply.frame)}: ${windows === '' ? 'nothing' : windows}; longest time without supply ${text(gap)}`,
          'Mok, Feng & Chen, RTAS 2001',
        ),
      ];
    }
    case 'budget':
      return periodicSteps(supply);
  }
}

function periodicSteps(supply: Extract<Supply, { kind: 'budget' }>): readonly DerivationStep[] {
  const { server, period, budget, deadline } = supply;
  if (longestGap(supply) === 0) {
    return [step('Supply', 'Θ = Π: sbf(t) = t', `${text(budget)} in every ${text(period)}`, null)];
  }
  const { budgetsInGap } = servers[server];
  const times = budgetsInGap === 1 ? '' : `${budgetsInGap}·`;
  return [
    step(
      'Longest time without supply',
      `x = Π + Δ − ${budgetsInGap === 1 ? '' : budgetsInGap}Θ`,
      `x = ${text(period)} + ${text(deadline)} − ${times}${text(budget)} = ${text(longestGap(supply))}`,
      'Easwaran, Anand & Lee, RTSS 2007',
    ),
    step(
      'Supply in any window of length t',
      'sbf(t) = ⌊(t − x)/Π⌋·Θ + min(Θ, (t − x) mod Π), 0 before x',
      `Π = ${text(period)}, Θ = ${text(budget)}, x = ${text(longestGap(supply))}`,
      'Shin & Lee, ACM TECS 7(3), 2008',
    ),
  ];
}

function step(
  title: string,
  formula: string,
  withNumbers: string,
  reference: string | null,
): DerivationStep {
  return { kind: 'worded', title, formula, withNumbers, reference };
}

/** `sbf(t)` worked out. */
export function supplyAt(supply: Supply, t: number, amount: number): string {
  const gap = supply.kind === 'budget' ? longestGap(supply) : 0;
  if (supply.kind !== 'budget' || gap === 0) return `sbf(${text(t)}) = ${text(amount)}`;
  if (t <= gap) return `sbf(${text(t)}) = 0 ms, for t ≤ x = ${text(gap)}`;
  const whole = Math.floor((t - gap) / supply.period);
  const rest = t - gap - whole * supply.period;
  return `sbf(${text(t)}) = ${whole}·${text(supply.budget)} + min(${text(supply.budget)}, ${text(rest)}) = ${text(amount)}`;
}
