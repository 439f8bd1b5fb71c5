import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis, LateCourse, VcpuName } from '../../../scheduling/model/analysis.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import { lateSpan } from '../run/late-span.ts';

/**
 * The part of a run that is shown, in ns: from the start of a run of aligned releases, or of the
 * scenario in which a change of plan is refused.
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

/** The part shown of the run of a refused change of plan, with the plans that change in it. */
export function lateRunWindow({ vcpu, plans }: LateCourse, late: LateWindow): RunWindow {
  const { origin, from, due } = late;
  const span = lateSpan(late);
  const [start, end] = [origin + span.start, origin + span.end];
  const changes = plans.slice(1).filter((plan) => plan.from >= start && plan.from <= end);
  return { vcpu, start, end, from, due, fails: true, changes };
}
