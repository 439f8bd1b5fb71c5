import { allSteps } from './arithmetic/all-steps.ts';
import { countSteps } from './arithmetic/steps.ts';
import type { AnalysisCache } from './choose/cache/cache.ts';
import { decideGlobal } from './host/global/decide-global.ts';
import { systemVerdict } from './host/system-verdict.ts';
import type { Analysis, MachineAnalysis } from './model/analysis.ts';
import type { CompletedMachine } from './model/completed.ts';

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

/** Whether a search may decide some machine. */
export function isUndecided({ completed, machines }: Analysis): boolean {
  return machines.some((host, index) => isOpen(completed.machines[index], host));
}

/** The analysis with what an earlier search with this patience has told of its machines. */
export function decidedBefore(
  analysis: Analysis,
  cache: AnalysisCache,
  patience: number,
): Analysis {
  if (!isUndecided(analysis)) return analysis;
  const machines = analysis.machines.map((host, index) => {
    const machine = analysis.completed.machines[index];
    if (machine === undefined || !isOpen(machine, host)) return host;
    return cache.decided.peek([machine, host, patience]) ?? host;
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
    if (machine === undefined || patience <= 0 || !isOpen(machine, host)) {
      machines.push(host);
      continue;
    }
    yield;
    const decide = (): MachineAnalysis => {
      const limits = { steps: Math.floor((patience / 1e9) * STEPS_A_SECOND) };
      const steps = countSteps(checkpoint === undefined ? limits : { ...limits, checkpoint });
      return decideGlobal(machine, host, steps) ?? spent(host, patience);
    };
    machines.push(cache?.decided.get([machine, host, patience], decide) ?? decide());
  }
  return withMachines(analysis, machines);
}

function withMachines(analysis: Analysis, machines: readonly MachineAnalysis[]): Analysis {
  const verdict = systemVerdict(analysis.completed.machines, machines, analysis.domains);
  return { ...analysis, machines, verdict };
}

/** {@link deciding} at once. */
export function decide(analysis: Analysis, options: DecideOptions = {}): Analysis {
  return allSteps(deciding(analysis, options));
}

/** Whether a search may decide the machine: its text is whole, and its window test refuses. */
function isOpen(machine: CompletedMachine | undefined, { verdict }: MachineAnalysis): boolean {
  return (
    verdict.kind === 'unknown' &&
    verdict.reason.kind === 'window-test' &&
    machine?.domains.every(({ incomplete }) => !incomplete) === true
  );
}

function spent(host: MachineAnalysis, patience: number): MachineAnalysis {
  if (host.verdict.kind !== 'unknown') return host;
  const { reason } = host.verdict;
  return {
    ...host,
    verdict: { kind: 'unknown', reason: { kind: 'patience-spent', patience, because: reason } },
  };
}
