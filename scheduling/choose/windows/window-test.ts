import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import { type DemandBound, demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { type Levels, priorityLevels } from '../../demand/levels.ts';
import { outsideDomain } from '../../guest/domain-of-validity.ts';
import { edfTest } from '../../guest/edf/edf-test.ts';
import { levelsOutcome } from '../../guest/fixed-priority/fixed-priority-test.ts';
import type { GuestLoad } from '../../guest/problem.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { StaticWindow } from '../../supply/supply.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { windowSupply } from '../../supply/window-supply.ts';

/** The demand of a load, prepared for tests on many sets of windows. */
export type WindowDemand =
  | { readonly kind: 'edf'; readonly demand: DemandBound }
  | { readonly kind: 'levels'; readonly levels: Levels };

/** Prepares a load; `null` if it lies outside the domain of the tests. */
export function windowDemand(load: GuestLoad): WindowDemand | null {
  if (outsideDomain(load) !== null) return null;
  const columns = guestDemand(load, 'safe');
  if (isEdf(load.policy)) return { kind: 'edf', demand: demandBound(columns) };
  return { kind: 'levels', levels: priorityLevels(load.policy, load.tasks, columns, 'safe') };
}

/** Whether all tasks are proven on the windows, which are net of switches. */
export function testWindows(
  demand: WindowDemand,
  frame: number,
  windows: readonly StaticWindow[],
  within: Steps,
): 'accepted' | 'refused' | 'undecided' {
  within.spend(STEPS_OF_A_TEST + STEPS_OF_A_WINDOW * windows.length * windows.length);
  const supply = windowSupply({ kind: 'windows', frame, windows });
  const steps = countSteps({ steps: MOST_STEPS, within });
  const outcome = withinSteps(() => outcomeOf(demand, supply, steps), 'undecided');
  // The steps of the whole search may be what has ended.
  within.spend(0);
  return outcome;
}

function outcomeOf(demand: WindowDemand, supply: SupplyFunction, steps: Steps) {
  switch (demand.kind) {
    case 'edf':
      return edfTest(demand.demand, supply, steps).kind;
    case 'levels':
      return levelsOutcome(demand.levels, supply, steps);
  }
}

/** One test of many gives up after these steps. */
const MOST_STEPS = 200_000;

/** The supply looks at each window from the end of each. */
const STEPS_OF_A_WINDOW = 15;

const STEPS_OF_A_TEST = 300;
