import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type { Analysis, LateCourse, VcpuName } from '../../../scheduling/model/analysis.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import { startOf } from '../../../scheduling/simulation/worst-case/played-run.ts';
import { lateSpan } from '../run/late-span.ts';

/**
 * The part of a run that is shown, in ns: from the start of a run of aligned releases, of the
 * scenario in which a change of plan is refused, or of a run that a verdict tells.
 */
export interface RunWindow {
  readonly vcpu: VcpuName;
  readonly start: number;
  readonly end: number;
  /** The busy stretch of the job that decides, up to its deadline. */
  readonly from: number;
  readonly due: number;
  /** Whether the job is late. */
  readonly fails: boolean;
  /** The plans that come into force in it; none of aligned releases. */
  readonly changes: LateCourse['plans'];
}

/** The part shown of the run that a VCPU's verdict rests on; `null` if it rests on none. */
export function runWindow(analysis: Analysis, { domain, vcpu }: VcpuName): RunWindow | null {
  const proven = factsOf(analysis).vcpu(domain, vcpu);
  const witness = proven?.guest.witness ?? null;
  if (proven === undefined || witness === null || witness.from === undefined) return null;
  const { from, time, demand, supply } = witness;
  const frame = frameOf(proven.machine.policy)?.majorFrame ?? time;
  const start = Math.floor(from / frame) * frame;
  const due = from + time;
  const end = Math.ceil(due + 0.15 * (due - start));
  return { vcpu: { domain, vcpu }, start, end, from, due, fails: demand > supply, changes: [] };
}

/** The part shown around the window of a budget that comes late, as a share of the window. */
const AROUND = 0.3;

/** The part shown of the run in which a budget comes late, in ns from the start of the told run. */
export function lateBudgetWindow({ vcpu, deadline, due, run }: LateRun): RunWindow {
  const around = Math.ceil(AROUND * deadline);
  const from = due - deadline;
  const start = Math.max(-startOf(run), from - around);
  return { vcpu, start, end: due + around, from, due, fails: true, changes: [] };
}

/** The part shown of the run of a refused change of plan, with the plans that change in it. */
export function lateRunWindow({ vcpu, plans }: LateCourse, late: LateWindow): RunWindow {
  const { origin, from, due } = late;
  const span = lateSpan(late);
  const [start, end] = [origin + span.start, origin + span.end];
  const changes = plans.slice(1).filter((plan) => plan.from >= start && plan.from <= end);
  return { vcpu, start, end, from, due, fails: true, changes };
}
