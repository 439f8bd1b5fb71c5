import type { LateRun } from '../../scheduling/host/run/late-run.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { Verdict } from '../../scheduling/model/analysis.ts';
import type { HostRun } from '../../scheduling/model/reason.ts';

/** The run in which the budget of a VCPU comes late; nothing where a verdict tells none. */
export function runWitnessJson(verdict: Verdict, late: LateRun | undefined): object {
  if (late === undefined) return {};
  const { vcpu, deadline, on, due, run } = late;
  return {
    witness: {
      ...{ vcpu: vcpuLabel(vcpu), deadline, core: on },
      ...holdersJson(verdict),
      ...{ time: due, run: runJson(run) },
    },
  };
}

/** Who holds budgets back, and for how long they keep the core, or all cores. */
function holdersJson(verdict: Verdict): object {
  if (verdict.kind !== 'unschedulable' || verdict.reason.kind !== 'held-back') return {};
  const { by, busy } = verdict.reason;
  return { by: by.map(vcpuLabel), busy };
}

/** Each VCPU's replenishment, and its guest's work: always, its tasks', or `[at, amount]`. */
function runJson({ vcpus }: HostRun): object {
  return vcpus.map(({ vcpu, replenished, asks }) => ({
    vcpu: vcpuLabel(vcpu),
    replenished,
    asks: typeof asks === 'string' ? asks : asks.map(({ at, amount }) => [at, amount]),
  }));
}
