import { allSteps } from './arithmetic/all-steps.ts';
import { countSteps, type Steps } from './arithmetic/steps.ts';
import type { AnalysisCache } from './choose/cache/cache.ts';
import { searchGlobal } from './host/global/decide-global.ts';
import type { Analysis, MachineAnalysis } from './model/analysis.ts';
import type { CompletedMachine } from './model/completed.ts';
import type { Reason } from './model/reason.ts';
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

/** The analysis with what earlier searches have told of its machines. */
export function decidedBefore(analysis: Analysis, cache: AnalysisCache): Analysis {
  if (!isUndecided(analysis)) return analysis;
  const machines = analysis.machines.map((host, index) => {
    const machine = analysis.completed.machines[index];
    if (machine === undefined || !isOpen(machine, host)) return host;
    return cache.decided.peek([machine, atOnce(host)]) ?? host;
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
    const key = [machine, atOnce(host)] as const;
    const known = cache?.decided.peek(key);
    if (known !== undefined && isSettled(known, patience)) {
      machines.push(known);
      continue;
    }
    const limits = { steps: Math.floor((patience / 1e9) * STEPS_A_SECOND) };
    const steps = countSteps(checkpoint === undefined ? limits : { ...limits, checkpoint });
    const found = { ...searched(...key, patience, steps), patience };
    cache?.decided.put(key, found);
    machines.push(found);
  }
  return withMachines(analysis, machines);
}

/** {@link deciding} at once. */
export function decide(analysis: Analysis, options: DecideOptions = {}): Analysis {
  return allSteps(deciding(analysis, options));
}

/** Whether a search has decided a machine, or has spent this patience with it. */
function isSettled({ verdict, patience: spent = 0 }: MachineAnalysis, patience: number): boolean {
  return verdict.kind !== 'unknown' || spent >= patience;
}

/** The verdict of a search, or the first one with how far the search came. */
function searched(
  machine: CompletedMachine,
  host: MachineAnalysis,
  patience: number,
  steps: Steps,
): MachineAnalysis {
  const search = searchGlobal(machine, host, steps);
  if (search.kind === 'decided') return search.host;
  if (host.verdict.kind !== 'unknown') return host;
  const { searches } = search;
  const because = host.verdict.reason;
  const reason: Reason = { kind: 'patience-spent', patience, searches, because };
  return { ...host, verdict: { kind: 'unknown', reason } };
}
