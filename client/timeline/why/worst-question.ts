import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type { Analysis, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import { startOf } from '../../../scheduling/simulation/worst-case/played-run.ts';
import { lateSpan } from '../run/late-span.ts';
import type { PageState } from '../state/page-state.ts';
import type { Questioned } from '../state/questioned.ts';
import type { WorstRunQuestion } from '../talk/run-messages.ts';
import { courseOf, lateRunOf, vcpuInQuestion } from './question.ts';
import { lateBudgetWindow, runWindow } from './run-window.ts';
import { type SupplyAndDemand, supplyAndDemand } from './supply-and-demand.ts';
import type { Span } from './worst-run.ts';

/** The question to the worker for the run under the curves. */
export interface WorstQuestion extends WorstRunQuestion {
  /** The key, which differs where the run may differ. */
  readonly key: string;
}

/**
 * The question; `null` while the curves are hidden, there are none, or the run is too long to show
 * below them.
 */
export function worstQuestion(state: PageState, model: SystemModel): WorstQuestion | null {
  const { analysis, tab } = state;
  const vcpu = vcpuInQuestion(state);
  if (tab !== 'why' || analysis === null || vcpu === null) return null;
  const course = courseOf(analysis, vcpu);
  const late = lateRunOf(analysis, vcpu);
  const horizon = horizonOf(analysis, vcpu);
  return horizon === null
    ? null
    : { key: JSON.stringify([vcpu, model, late]), model, vcpu, horizon, course, late };
}

/** The length in ns of the run to be shown for a VCPU; `null` where there is none. */
export function horizonOf(analysis: Analysis, vcpu: Questioned): number | null {
  const course = courseOf(analysis, vcpu);
  if (course !== null)
    return withinMost(analysis, vcpu, (course.witness.from ?? 0) + course.witness.time);
  const late = lateRunOf(analysis, vcpu);
  if (late !== null) return lateHorizon(analysis, late);
  const window = runWindow(analysis, vcpu);
  if (window !== null) return withinMost(analysis, vcpu, window.end);
  const curves = supplyAndDemand(analysis, vcpu);
  return curves === null ? null : worstHorizon(analysis, curves);
}

/** The part of that run which is shown; `null` where there is none, or none yet. */
export function shownSpan(
  analysis: Analysis,
  vcpu: Questioned,
  late: LateWindow | null,
): Span | null {
  if (vcpu.step !== undefined) {
    if (late === null) return null;
    const { start, end } = lateSpan(late);
    return { start, length: end - start, zero: -late.origin };
  }
  const run = lateRunOf(analysis, vcpu);
  if (run !== null) {
    const { start, end } = lateBudgetWindow(run);
    const zero = startOf(run.run);
    return { start: zero + start, length: end - start, zero, others: true };
  }
  const window = runWindow(analysis, vcpu);
  if (window !== null) return { start: window.start, length: window.end - window.start, zero: 0 };
  const curves = supplyAndDemand(analysis, vcpu);
  return curves === null ? null : { start: null, length: curves.end, zero: null };
}

/** The length in ns of the run in which a budget comes late; `null` where it is too long. */
function lateHorizon(analysis: Analysis, late: LateRun): number | null {
  const horizon = startOf(late.run) + lateBudgetWindow(late).end;
  const facts = factsOf(analysis);
  const budgets = late.run.vcpus.reduce((sum, { vcpu }) => {
    const period = facts.vcpu(vcpu.domain, vcpu.vcpu)?.vcpu.period ?? horizon;
    return sum + horizon / period;
  }, 0);
  return budgets > mostJobs ? null : horizon;
}

/** The most jobs of a run that is made for a picture. */
const mostJobs = 200_000;

/**
 * The length in ns of a run that shows the curves' window; `null` where too many jobs lie in it to
 * be told apart.
 */
function worstHorizon(analysis: Analysis, { vcpu, end }: SupplyAndDemand): number | null {
  const proven = factsOf(analysis).vcpu(vcpu.domain, vcpu.vcpu);
  const tasks = proven?.domain.tasks ?? [];
  const frame = proven === undefined ? 0 : (frameOf(proven.machine.policy)?.majorFrame ?? 0);
  const period = proven?.vcpu.period ?? frame;
  // The gap begins after all jitter is spent, within two periods.
  const horizon = Math.ceil(end + Math.max(0, ...tasks.map(({ jitter }) => jitter)) + 4 * period);
  return withinMost(analysis, vcpu, horizon);
}

function withinMost(
  analysis: Analysis,
  { domain, vcpu }: VcpuName,
  horizon: number,
): number | null {
  const tasks = factsOf(analysis).vcpu(domain, vcpu)?.domain.tasks ?? [];
  const jobs = tasks.reduce((sum, task) => sum + horizon / task.period, 0);
  return jobs > mostJobs ? null : horizon;
}
