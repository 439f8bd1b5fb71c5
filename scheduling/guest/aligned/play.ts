import { StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import type { KnownSupply } from '../../supply/known-supply.ts';
import { HORIZON } from '../../supply/supply-function.ts';
import { AlignedRun, STEPS_OF_AN_EVENT } from './run.ts';
import { endOfRun, jobsBefore, type RunLoad, runLength } from './run-load.ts';

/** One job of a run. Times are in ns from the start of the run. */
export interface JobOfRun {
  readonly task: number;
  /** The job's number, counted from 0. */
  readonly job: number;
  readonly release: number;
  readonly due: number;
  /** The end of the job, with what can hold it up; `null` if it is not known. */
  readonly end: number | null;
}

/** The jobs of one task that a run shows. */
export interface TaskInRun {
  /** The first job that is late. */
  readonly late: JobOfRun | null;
  /** The job with the longest response; `null` if no response is known to be the longest. */
  readonly longest: JobOfRun | null;
}

export interface Played {
  /** One entry a task, as declared. */
  readonly tasks: readonly TaskInRun[];
  /** Whether the run is long enough to show every late job. A shorter one shows the first ones. */
  readonly complete: boolean;
}

/**
 * Plays the run of aligned releases: each job is released at `offset + k·period` and takes its
 * cost, from the start of a frame of a supply that is known at each instant. Under preemptive EDF
 * or fixed priorities each job ends no later if some jobs are shorter or do not come at all: at
 * each instant the job runs unless one before it is unfinished, and fewer are.
 *
 * A run `to-end` has the length that decides; `to-late-job` ends with the first late job of a
 * sought task if that comes before, and so does one for a `proof`; `beyond` ends with such a job
 * only. A run that is sure to take more steps than are left ends as soon as each sought task has
 * been late, and one for a proof does not begin.
 */
export function play(
  load: RunLoad,
  supply: KnownSupply,
  steps: Steps,
  until: 'to-end' | 'to-late-job' | 'proof' | 'beyond' = 'to-end',
  sought: readonly number[] = [...load.cost.keys()],
): Played {
  const { largestOffset, repeats } = runLength(load, supply);
  const once = largestOffset + repeats;
  const twice = endOfRun({ largestOffset, repeats });
  const decides = twice <= HORIZON && canEnd(load, once, twice, steps);
  const stopsAfter = until !== 'to-end' ? 1 : decides ? Number.POSITIVE_INFINITY : sought.length;
  if (stopsAfter === 0 || (until === 'proof' && !decides))
    return { tasks: Array.from(load.cost, () => ({ late: null, longest: null })), complete: false };
  const run = new AlignedRun(load, supply, steps, sought, stopsAfter);
  try {
    if (until === 'beyond' || twice > HORIZON) run.playUntil(HORIZON);
    // With nothing left to do the run repeats already.
    else if (run.playUntil(once) === 'idle') return { tasks: run.results(0), complete: true };
    else if (run.playUntil(twice) !== 'stopped')
      return { tasks: run.results(repeats), complete: true };
  } catch (error) {
    if (!(error instanceof StepLimitReached)) throw error;
  }
  return { tasks: run.results(0).map(({ late }) => ({ late, longest: null })), complete: false };
}

/** Whether the run may get to its end: to the first with all jobs done, or to the second. */
function canEnd(load: RunLoad, once: number, twice: number, steps: Steps): boolean {
  const events = Math.min(2 * jobsBefore(load, once), jobsBefore(load, twice));
  return steps.affords(events, STEPS_OF_AN_EVENT);
}
