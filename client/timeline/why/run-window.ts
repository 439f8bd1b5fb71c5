import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis, VcpuName } from '../../../scheduling/model/analysis.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';

/** The part of a run of aligned releases that is shown, in ns from the start of the run. */
export interface RunWindow {
  readonly vcpu: VcpuName;
  readonly start: number;
  readonly end: number;
  /** The busy stretch of the job that decides, up to its deadline. */
  readonly from: number;
  readonly due: number;
  /** Whether the job is late. */
  readonly fails: boolean;
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
  return { vcpu: { domain, vcpu }, start, end, from, due, fails: demand > supply };
}
