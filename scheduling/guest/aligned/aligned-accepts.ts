import type { Steps } from '../../arithmetic/steps.ts';
import { knownSupply } from '../../supply/known-supply.ts';
import type { VcpuProblem } from '../problem.ts';
import { safeRuns } from './aligned-loads.ts';
import { play } from './play.ts';
import { sinks } from './run-side.ts';

/**
 * Whether all tasks, soft ones too, are in time in the run of aligned releases. A job that is late
 * in the run that judges another task is late in its own run too, for there it comes later. Who
 * wants a proof only gets `unknown` at once where the run is too long for one.
 */
export function alignedAccepts(
  problem: VcpuProblem,
  steps: Steps,
  proofOnly = false,
): boolean | 'unknown' {
  const supply = knownSupply(problem.supply.safe);
  if (supply === null) return 'unknown';
  let decided = true;
  for (const { load, judges } of safeRuns(problem)) {
    if (judges.some((task) => sinks(load, supply, task))) return false;
    const { tasks, complete } = play(load, supply, steps, proofOnly ? 'proof' : 'to-late-job');
    if (tasks.some(({ late }) => late !== null)) return false;
    decided &&= complete;
  }
  return decided ? true : 'unknown';
}
