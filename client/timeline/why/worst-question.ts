import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import type { PageState } from '../state/page-state.ts';
import { vcpuInQuestion } from './question.ts';
import { runWindow } from './run-window.ts';
import { type SupplyAndDemand, supplyAndDemand } from './supply-and-demand.ts';

/** The question to the worker for the run under the curves. */
export interface WorstQuestion {
  /** The key, which differs where the run may differ. */
  readonly key: string;
  readonly model: SystemModel;
  readonly vcpu: VcpuName;
  /** The horizon in ns: the time before the window, the window, and a little after. */
  readonly horizon: number;
}

/**
 * The question; `null` while the curves are hidden, there are none, or the run is too long to show
 * below them.
 */
export function worstQuestion(state: PageState, model: SystemModel): WorstQuestion | null {
  const { analysis, tab } = state;
  const vcpu = vcpuInQuestion(state);
  if (tab !== 'why' || analysis === null || vcpu === null) return null;
  const horizon = horizonOf(analysis, vcpu);
  return horizon === null ? null : { key: JSON.stringify([vcpu, model]), model, vcpu, horizon };
}

/** The length in ns of the run to be shown for a VCPU; `null` where there is none. */
export function horizonOf(analysis: Analysis, vcpu: VcpuName): number | null {
  const window = runWindow(analysis, vcpu);
  if (window !== null) return withinMost(analysis, vcpu, window.end);
  const curves = supplyAndDemand(analysis, vcpu);
  return curves === null ? null : worstHorizon(analysis, curves);
}

/** The part of that run which is shown, in ns; without a start, from the start of the gap. */
export function shownSpan(
  analysis: Analysis,
  vcpu: VcpuName,
): { readonly start: number | null; readonly length: number } | null {
  const window = runWindow(analysis, vcpu);
  if (window !== null) return { start: window.start, length: window.end - window.start };
  const curves = supplyAndDemand(analysis, vcpu);
  return curves === null ? null : { start: null, length: curves.end };
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
