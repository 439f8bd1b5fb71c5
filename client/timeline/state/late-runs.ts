import { type LateRun, lateRunsOf } from '../../../scheduling/host/run/late-run.ts';
import { keyOfVcpu } from '../../../scheduling/host/vcpu-name.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { PageState } from './page-state.ts';

/** The runs in which budgets come late on their machines, found once. */
const known = new WeakMap<Analysis, readonly LateRun[]>();

export function lateRunsIn(analysis: Analysis): readonly LateRun[] {
  const found = known.get(analysis) ?? lateRunsOf(analysis);
  known.set(analysis, found);
  return found;
}

/** The run of a late budget that is chosen, as the verdict tells it; `null` where it tells none. */
export function chosenLate({
  choice: { late },
  analysis,
}: Pick<PageState, 'choice' | 'analysis'>): LateRun | null {
  if (late === undefined || analysis === null) return null;
  return lateRunsIn(analysis).find(({ vcpu }) => keyOfVcpu(vcpu) === keyOfVcpu(late)) ?? null;
}
