import { servers } from '../model/servers.ts';
import { longestGap } from '../supply/periodic-supply.ts';
import type { Supply } from '../supply/supply.ts';
import { supplyFunction } from '../supply/supply-function.ts';
import type { SupplyAt, SupplyStep } from './guest-step.ts';

/** The guaranteed supply of a VCPU, with its reason. */
export function supplySteps(supply: Supply): readonly SupplyStep[] {
  switch (supply.kind) {
    case 'full':
      return [{ kind: 'own-core' }];
    case 'none':
      return [{ kind: 'no-bound', reason: supply.reason }];
    case 'windows': {
      const { frame, windows } = supply;
      const gap = supplyFunction(supply)?.longestGap ?? Number.POSITIVE_INFINITY;
      return [{ kind: 'static-windows', frame, windows, gap }];
    }
    case 'changing-windows': {
      const gap = supplyFunction(supply)?.longestGap ?? Number.POSITIVE_INFINITY;
      return [{ ...supply, gap }];
    }
    case 'mixed': {
      const gap = supplyFunction(supply)?.longestGap ?? Number.POSITIVE_INFINITY;
      return [{ ...supply, gap }];
    }
    case 'budget': {
      const { server, period, budget, deadline } = supply;
      const gap = longestGap(supply);
      if (gap === 0) return [{ kind: 'whole-budget', budget, period }];
      const budgets = servers[server].budgetsInGap;
      return [
        { kind: 'longest-gap', budgets, period, deadline, budget, gap },
        { kind: 'supply-bound', period, budget, gap },
      ];
    }
  }
}

/** `sbf(t)` with its numbers. */
export function supplyAt(supply: Supply, time: number, amount: number): SupplyAt {
  const gap = supply.kind === 'budget' ? longestGap(supply) : 0;
  if (supply.kind !== 'budget' || gap === 0) return { time, amount, by: { kind: 'plain' } };
  if (time <= gap) return { time, amount, by: { kind: 'before-gap', gap } };
  const { period, budget } = supply;
  const whole = Math.floor((time - gap) / period);
  const rest = time - gap - whole * period;
  return { time, amount, by: { kind: 'budgets', whole, budget, rest } };
}
