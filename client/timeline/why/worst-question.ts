import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { PageState } from '../state/page-state.ts';
import { vcpuInQuestion } from './question.ts';
import { supplyAndDemand } from './supply-and-demand.ts';

/** What to ask the worker for the run under the curves. */
export interface WorstQuestion {
  /** Differs where the run may differ. */
  readonly key: string;
  readonly model: SystemModel;
  readonly vcpu: VcpuName;
  /** Long enough to show the window: the time before it, and a little after. */
  readonly horizon: number;
}

/** `null` while the curves are not seen, or there are none. */
export function worstQuestion(state: PageState, model: SystemModel): WorstQuestion | null {
  const { analysis, tab } = state;
  const vcpu = vcpuInQuestion(state);
  if (tab !== 'why' || analysis === null || vcpu === null) return null;
  const curves = supplyAndDemand(analysis, vcpu);
  if (curves === null) return null;
  const period = analysis.completed.machines
    .flatMap(({ domains }) => domains)
    .find(({ name }) => name === vcpu.domain)
    ?.vcpus.find(({ name }) => name === vcpu.vcpu)?.period;
  return {
    key: JSON.stringify([vcpu, model]),
    model,
    vcpu,
    horizon: Math.ceil(curves.end + 4 * (period ?? 0)),
  };
}
