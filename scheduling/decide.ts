import { allSteps } from './arithmetic/all-steps.ts';
import { countSteps, type Steps } from './arithmetic/steps.ts';
import type { AnalysisCache } from './choose/cache/cache.ts';
import { searchGlobal } from './host/global/decide-global.ts';
import { searchPlacements } from './host/partitioned/placements/search-placements.ts';
import { searchCores } from './host/partitioned/search-cores.ts';
import { partOf, spentWith } from './host/search/attempt.ts';
import type { Analysis, MachineAnalysis } from './model/analysis.ts';
import type { CompletedMachine } from './model/completed.ts';
import {
  atOnce,
  hasOpenPlacements,
  isOpen,
  isUndecided,
  openCores,
  withMachines,
} from './undecided.ts';

/** The steps of a search that a second of patience buys; they take a second on a slow core. */
const STEPS_A_SECOND = 50_000_000;

/** The patience with each machine, in ns, where none is given. */
export const defaultPatience = 2_000_000_000;

export interface DecideOptions {
  /**
   * The patience with each machine, in ns. It buys steps at a fixed price, so that the verdict is
   * the same on a slow and on a fast computer.
   */
  readonly patience?: number;
  readonly cache?: AnalysisCache;
  /** A callback that runs every few thousand steps, and cancels by an exception. */
  readonly checkpoint?: () => void;
}

/** The analysis with what earlier searches have told of its machines. */
export function decidedBefore(analysis: Analysis, cache: AnalysisCache): Analysis {
  if (!isUndecided(analysis)) return analysis;
  const machines = analysis.machines.map((host, index) => {
    const machine = analysis.completed.machines[index];
    if (machine === undefined || !isOpen(machine, host)) return host;
    return cache.decided.peek([machine]) ?? host;
  });
  return withMachines(analysis, machines);
}

/**
 * The analysis with machines decided that it left unknown, as far as patience reaches. The
 * generator yields before each of them. A machine that stays unknown says which searches were
 * tried, how far they came, and which patience was spent.
 */
export function* deciding(
  analysis: Analysis,
  { patience = defaultPatience, cache, checkpoint }: DecideOptions = {},
): Generator<void, Analysis> {
  const { completed } = analysis;
  const machines: MachineAnalysis[] = [];
  for (const [index, host] of analysis.machines.entries()) {
    const machine = completed.machines[index];
    const isSeen = (host.patience ?? 0) >= patience;
    if (machine === undefined || isSeen || !isOpen(machine, host)) {
      machines.push(host);
      continue;
    }
    yield;
    const known = cache?.decided.peek([machine]);
    if (known !== undefined && isSettled(machine, known, patience)) {
      machines.push(known);
      continue;
    }
    const limits = { steps: Math.floor((patience / 1e9) * STEPS_A_SECOND) };
    const steps = countSteps(checkpoint === undefined ? limits : { ...limits, checkpoint });
    const found = { ...searched(machine, atOnce(host), patience, steps), patience };
    cache?.decided.put([machine], found);
    machines.push(found);
  }
  return withMachines(analysis, machines);
}

/** {@link deciding} at once. */
export function decide(analysis: Analysis, options: DecideOptions = {}): Analysis {
  return allSteps(deciding(analysis, options));
}

/** Whether a search has decided a machine, or has spent this patience with it. */
function isSettled(machine: CompletedMachine, host: MachineAnalysis, patience: number): boolean {
  return (host.patience ?? 0) >= patience || !isOpen(machine, host);
}

/** The verdicts of a search, or the first ones with how far the search came. */
function searched(
  machine: CompletedMachine,
  host: MachineAnalysis,
  patience: number,
  steps: Steps,
): MachineAnalysis {
  const cores = openCores(machine, host);
  if (hasOpenPlacements(machine, host)) {
    const part = cores.length > 0 ? partOf(steps, 1 / 2) : steps;
    const found = searchPlacements(machine, host, patience, part);
    return found.verdict.kind === 'unknown' && cores.length > 0
      ? searchCores(machine, found, cores, patience, steps)
      : found;
  }
  if (cores.length > 0) return searchCores(machine, host, cores, patience, steps);
  const search = searchGlobal(machine, host, steps);
  if (search.kind === 'decided') return search.host;
  return { ...host, verdict: spentWith(host.verdict, patience, search.searches) };
}
