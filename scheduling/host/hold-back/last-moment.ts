import type { Steps } from '../../arithmetic/steps.ts';
import type { Ask } from '../../model/reason.ts';
import type { HeldBudget } from './held-budgets.ts';

/** The longest time for which one core serves others, and the asks of each of them that make it. */
export interface KeptBusy {
  readonly busy: number;
  readonly asks: readonly (readonly Ask[])[];
}

/**
 * Serves held budgets one at a time, the one that lapses first before the others: no other way
 * keeps one core busy for longer, by an exchange of two pieces.
 */
export function keepBusy(
  budgets: readonly HeldBudget[],
  holders: number,
  end: number,
  steps: Steps,
): KeptBusy {
  const asks: Ask[][] = Array.from({ length: holders }, () => []);
  const left = budgets.map(({ amount }) => amount);
  let busy = 0;
  for (let now = 0; now < end; ) {
    steps.spend(budgets.length);
    let first = -1;
    let next = end;
    for (const [index, { from, to }] of budgets.entries()) {
      if ((left[index] ?? 0) === 0 || to <= now) continue;
      if (from > now) next = Math.min(next, from);
      else if (first < 0 || to < (budgets[first]?.to ?? end)) first = index;
    }
    const chosen = budgets[first];
    if (chosen !== undefined) {
      next = Math.min(next, now + (left[first] ?? 0), chosen.to);
      left[first] = (left[first] ?? 0) - (next - now);
      asks[chosen.holder]?.push({ at: now, amount: next - now });
      busy += next - now;
    }
    now = next;
  }
  return { busy, asks };
}
