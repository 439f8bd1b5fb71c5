import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import { type DemandBound, demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { type Levels, priorityLevels } from '../../demand/levels.ts';
import { alignedAccepts } from '../../guest/aligned/aligned-accepts.ts';
import { analyzeVcpu } from '../../guest/analyze-vcpu.ts';
import { outsideDomain } from '../../guest/domain-of-validity.ts';
import { edfTest } from '../../guest/edf/edf-test.ts';
import { levelsOutcome } from '../../guest/fixed-priority/fixed-priority-test.ts';
import type { GuestLoad } from '../../guest/problem.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { StaticWindow, StaticWindows } from '../../supply/supply.ts';
import { windowSupply } from '../../supply/window-supply.ts';
import { edfShare, levelsShare } from './needs.ts';

/** The tasks that have to be proven: all of them, or the hard ones, which others may hold up. */
export type Served = 'all' | 'hard';

/** The demand of a load, prepared for tests on many sets of windows. */
export type WindowDemand =
  | PlainDemand
  | { readonly kind: 'hard'; readonly load: Releasing }
  /** Releases in step with the frame; `every` is the demand that no phasing exceeds. */
  | { readonly kind: 'aligned'; readonly load: Releasing; readonly every: PlainDemand };

/** A load with what is known of its releases. */
type Releasing = GuestLoad & { readonly releases?: 'aligned' };

type PlainDemand =
  | { readonly kind: 'edf'; readonly demand: DemandBound }
  | { readonly kind: 'levels'; readonly levels: Levels };

/** Prepares a load; `null` if it lies outside the domain of the tests. */
export function windowDemand(load: Releasing, served: Served): WindowDemand | null {
  if (outsideDomain(load) !== null) return null;
  if (served === 'hard' && load.tasks.some(({ soft }) => soft !== undefined))
    return { kind: 'hard', load };
  const every = plainDemand(load);
  return load.releases === undefined ? every : { kind: 'aligned', load, every };
}

function plainDemand(load: GuestLoad): PlainDemand {
  const columns = guestDemand(load, 'safe');
  if (isEdf(load.policy)) return { kind: 'edf', demand: demandBound(columns) };
  return { kind: 'levels', levels: priorityLevels(load.policy, load.tasks, columns, 'safe') };
}

/** A lower bound of the share of a core that any windows serving the demand supply. */
export function leastShare(demand: WindowDemand): number {
  switch (demand.kind) {
    case 'edf':
      return edfShare(demand.demand);
    case 'levels':
      return levelsShare(demand.levels);
    case 'aligned':
      return demand.load.tasks.reduce((share, { wcet, period }) => share + wcet / period, 0);
    case 'hard': {
      if (demand.load.releases !== undefined) return 0;
      const tasks = demand.load.tasks.filter(({ soft }) => soft === undefined);
      return tasks.length === 0 ? 0 : leastShare(plainDemand({ ...demand.load, tasks }));
    }
  }
}

/** Whether all tasks are proven on the windows, which are net of switches. */
export function testWindows(
  demand: WindowDemand,
  frame: number,
  windows: readonly StaticWindow[],
  within: Steps,
): Outcome {
  within.spend(STEPS_OF_A_TEST + STEPS_OF_A_WINDOW * windows.length * windows.length);
  const steps = countSteps({ steps: MOST_STEPS, within });
  const supply = { kind: 'windows', frame, windows } as const;
  const outcome = withinSteps(() => outcomeOf(demand, supply, steps), 'undecided');
  // The steps of the whole search may be what has ended.
  within.spend(0);
  return outcome;
}

function outcomeOf(demand: WindowDemand, supply: StaticWindows, steps: Steps): Outcome {
  switch (demand.kind) {
    case 'edf':
      return edfTest(demand.demand, windowSupply(supply), steps).kind;
    case 'levels':
      return levelsOutcome(demand.levels, windowSupply(supply), steps);
    case 'aligned': {
      if (outcomeOf(demand.every, supply, steps) === 'accepted') return 'accepted';
      const problem = { ...demand.load, supply: { safe: supply, necessary: supply } };
      const accepted = alignedAccepts(problem, steps);
      return accepted === 'unknown' ? 'undecided' : accepted ? 'accepted' : 'refused';
    }
    case 'hard': {
      const problem = { ...demand.load, supply: { safe: supply, necessary: supply } };
      const { verdict } = analyzeVcpu(problem, { steps: MOST_STEPS, within: steps });
      // A refusal with other windows is no proof: how soft tasks hold up others is not that simple.
      return verdict.kind === 'schedulable' ? 'accepted' : 'undecided';
    }
  }
}

type Outcome = 'accepted' | 'refused' | 'undecided';

/** One test of many gives up after these steps. */
const MOST_STEPS = 200_000;

/** The supply looks at each window from the end of each. */
const STEPS_OF_A_WINDOW = 15;

const STEPS_OF_A_TEST = 300;
