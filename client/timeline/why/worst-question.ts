import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import type { PageState } from '../state/page-state.ts';
import { vcpuInQuestion } from './question.ts';
import { type SupplyAndDemand, supplyAndDemand } from './supply-and-demand.ts';

/** What to ask the worker for the run under the curves. */
export interface WorstQuestion {
  /** Differs where the run may differ. */
  readonly key: string;
  readonly model: SystemModel;
  readonly vcpu: VcpuName;
  /** Long enough to show the window: the time before it, and a little after; in ns. */
  readonly horizon: number;
}

/**
 * `null` while the curves are not seen, there are none, or the run is too long to be seen below
 * them.
 */
export function worstQuestion(state: PageState, model: SystemModel): WorstQuestion | null {
  const { analysis, tab } = state;
  const vcpu = vcpuInQuestion(state);
  if (tab !== 'why' || analysis === null || vcpu === null) return null;
  const curves = supplyAndDemand(analysis, vcpu);
  const horizon = curves === null ? null : worstHorizon(analysis, curves);
  return horizon === null ? null : { key: JSON.stringify([vcpu, model]), model, vcpu, horizon };
}

/** No run of more jobs is made for a picture. */
const mostJobs = 200_000;

/**
 * How long a run shows the curves' window, in ns; `null` where too many jobs lie in it to be told
 * apart.
 */
export function worstHorizon(analysis: Analysis, { vcpu, end }: SupplyAndDemand): number | null {
  const proven = factsOf(analysis).vcpu(vcpu.domain, vcpu.vcpu);
  const tasks = proven?.domain.tasks ?? [];
  const frame = proven === undefined ? 0 : (frameOf(proven.machine.policy)?.majorFrame ?? 0);
  const period = proven?.vcpu.period ?? frame;
  // The gap begins when all jitter has been spent, within two periods.
  const horizon = Math.ceil(end + Math.max(0, ...tasks.map(({ jitter }) => jitter)) + 4 * period);
  const jobs = tasks.reduce((sum, task) => sum + horizon / task.period, 0);
  return jobs > mostJobs ? null : horizon;
}
