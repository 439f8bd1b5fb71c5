import { allSteps } from './arithmetic/all-steps.ts';
import { countSteps } from './arithmetic/steps.ts';
import type { AnalysisCache } from './choose/cache/cache.ts';
import { decideGlobal } from './host/global/decide-global.ts';
import type { Analysis, MachineAnalysis } from './model/analysis.ts';
import { atOnce, isOpen, isUndecided, withMachines } from './undecided.ts';

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

/** The analysis with what an earlier search with this patience has told of its machines. */
export function decidedBefore(
  analysis: Analysis,
  cache: AnalysisCache,
  patience: number,
): Analysis {
  if (!isUndecided(analysis, patience)) return analysis;
  const machines = analysis.machines.map((host, index) => {
    const machine = analysis.completed.machines[index];
    if (machine === undefined || !isOpen(machine, host)) return host;
    return cache.decided.peek([machine, atOnce(host), patience]) ?? host;
  });
  return withMachines(analysis, machines);
}

/**
 * The analysis with machines decided that it left unknown, as far as patience reaches. The
 * generator yields before each of them. A machine that stays unknown says which patience was spent.
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
    const first = atOnce(host);
    const decide = (): MachineAnalysis => {
      const limits = { steps: Math.floor((patience / 1e9) * STEPS_A_SECOND) };
      const steps = countSteps(checkpoint === undefined ? limits : { ...limits, checkpoint });
      return { ...(decideGlobal(machine, first, steps) ?? spent(first, patience)), patience };
    };
    machines.push(cache?.decided.get([machine, first, patience], decide) ?? decide());
  }
  return withMachines(analysis, machines);
}

/** {@link deciding} at once. */
export function decide(analysis: Analysis, options: DecideOptions = {}): Analysis {
  return allSteps(deciding(analysis, options));
}

function spent(host: MachineAnalysis, patience: number): MachineAnalysis {
  if (host.verdict.kind !== 'unknown') return host;
  const { reason } = host.verdict;
  return {
    ...host,
    verdict: { kind: 'unknown', reason: { kind: 'patience-spent', patience, because: reason } },
  };
}
