import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { Verdict } from '../../scheduling/model/analysis.ts';
import type { HostRun } from '../../scheduling/model/reason.ts';

/** The run in which a VCPU of a machine misses, if its verdict tells one. */
export function runWitnessJson(verdict: Verdict): object {
  if (verdict.kind !== 'unschedulable') return {};
  const { reason } = verdict;
  if (reason.kind === 'held-back') {
    const { vcpu, deadline, core, by, busy, run } = reason;
    const known = { vcpu: vcpuLabel(vcpu), deadline, core, by: by.map(vcpuLabel), busy };
    return { witness: { ...known, time: run.until, run: runJson(run) } };
  }
  if (reason.kind !== 'late-by-phases') return {};
  const { vcpu, deadline, time, run } = reason;
  return { witness: { vcpu: vcpuLabel(vcpu), deadline, time, run: runJson(run) } };
}

/** Each VCPU's replenishment, and its guest's work: always, its tasks', or `[at, amount]`. */
function runJson({ vcpus }: HostRun): object {
  return vcpus.map(({ vcpu, replenished, asks }) => ({
    vcpu: vcpuLabel(vcpu),
    replenished,
    asks: typeof asks === 'string' ? asks : asks.map(({ at, amount }) => [at, amount]),
  }));
}
