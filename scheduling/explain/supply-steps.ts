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
      return [step('Supply', 'no bound exists', supply.reason, null)];
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
    case 'periodic':
      return periodicSteps(supply);
  }
}

function periodicSteps(supply: Extract<Supply, { kind: 'periodic' }>): readonly DerivationStep[] {
  const { server, period, budget, deadline } = supply;
  if (budget === period && server !== 'polling') {
    return [step('Supply', 'Θ = Π: sbf(t) = t', `${text(budget)} in every ${text(period)}`, null)];
  }
  const polling = server === 'polling';
  const numbers = polling
    ? `${text(period)} + ${text(deadline)} − ${text(budget)}`
    : `${text(period)} + ${text(deadline)} − 2·${text(budget)}`;
  return [
    step(
      'Longest time without supply',
      polling ? 'x = Π + Δ − Θ' : 'x = Π + Δ − 2Θ',
      `x = ${numbers} = ${text(longestGap(supply))}`,
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
  return { title, formula, withNumbers, reference };
}

/** `sbf(t)` worked out. */
export function supplyAt(supply: Supply, t: number, amount: number): string {
  if (
    supply.kind !== 'periodic' ||
    (supply.budget === supply.period && supply.server !== 'polling')
  ) {
    return `sbf(${text(t)}) = ${text(amount)}`;
  }
  const gap = longestGap(supply);
  if (t <= gap) return `sbf(${text(t)}) = 0 ms, for t ≤ x = ${text(gap)}`;
  const whole = Math.floor((t - gap) / supply.period);
  const rest = t - gap - whole * supply.period;
  return `sbf(${text(t)}) = ${whole}·${text(supply.budget)} + min(${text(supply.budget)}, ${text(rest)}) = ${text(amount)}`;
}
