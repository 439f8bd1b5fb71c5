import { lateRuns } from '../host/run/late-run.ts';
import { keyOfVcpu, nameOf, vcpuKey, vcpuLabel } from '../host/vcpu-name.ts';
import type {
  CoreAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  PlanAnalysis,
} from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { Window } from '../model/model.ts';
import { frameOf, hasServers, traitsOf } from '../model/policies.ts';
import { severity } from '../model/verdict.ts';
import { underPlan } from '../plans/plans.ts';
import type { DerivationStep } from './derivation-step.ts';
import { hostSteps } from './host-steps.ts';

/**
 * Derives a machine's verdict step by step: the utilization of each core, or of all, and the test
 * of the tightest VCPU. The tests of the others are shown with them.
 */
export function machineSteps(
  machine: CompletedMachine,
  host: MachineAnalysis,
): readonly DerivationStep[] {
  if (host.plans !== undefined) {
    const steps = host.plans.flatMap((plan) => {
      const about = [{ kind: 'name', name: plan.plan }] as const;
      return planSteps(underPlan(machine, plan.plan), plan).map((step) => ({ ...step, about }));
    });
    return [...steps, { kind: 'verdict', verdict: host.verdict, test: host.test }];
  }
  const steps = hasServers(machine.policy) ? serverSteps(machine, host) : ownSteps(machine, host);
  const runs = lateRuns(machine, host).map((late): DerivationStep => ({ kind: 'late-run', late }));
  return [...steps, ...runs, { kind: 'verdict', verdict: host.verdict, test: host.test }];
}

/** Derives the verdict of one plan. `machine` runs in it alone. */
export function planSteps(
  machine: CompletedMachine,
  { plan: _, domains: __, off: ___, ...host }: PlanAnalysis,
): readonly DerivationStep[] {
  return machineSteps(machine, { machine: machine.name, ...host });
}

function serverSteps(machine: CompletedMachine, host: MachineAnalysis): readonly DerivationStep[] {
  if (host.cores.length === 0) return partSteps(machine, host.vcpus, null, machine.cores.length);
  const byName = new Map(host.vcpus.map((vcpu) => [vcpuKey(vcpu.domain, vcpu.vcpu), vcpu]));
  return host.cores.flatMap((core: CoreAnalysis) => {
    const own = core.vcpus.flatMap(({ domain, vcpu }) => byName.get(vcpuKey(domain, vcpu)) ?? []);
    return partSteps(machine, own, core.core, 1);
  });
}

/** The utilization of a core or of the machine, and the test of its tightest VCPU. */
function partSteps(
  machine: CompletedMachine,
  vcpus: readonly HostVcpuAnalysis[],
  core: number | null,
  cores: number,
): readonly DerivationStep[] {
  const periods = new Map(
    machine.domains.flatMap((domain) =>
      domain.vcpus.map(({ name, period }) => [vcpuKey(domain.name, name), period] as const),
    ),
  );
  const terms = vcpus.flatMap(({ domain, vcpu, grossBudget }) => {
    const period = periods.get(vcpuKey(domain, vcpu)) ?? null;
    return period === null || grossBudget === null || grossBudget === 0
      ? []
      : [{ cost: grossBudget, period }];
  });
  const used = terms.reduce((sum, { cost, period }) => sum + cost / period, 0);
  const tightest = [...vcpus].sort(byConcern)[0];
  const steps: DerivationStep[] = [{ kind: 'load', core, terms, used, cores }];
  if (tightest === undefined) return steps;
  const about = [{ kind: 'name', name: vcpuLabel(tightest) }] as const;
  const of = (step: DerivationStep) => ({ ...step, about });
  return [...steps, ...hostSteps(machine, tightest).map(of)];
}

/**
 * Orders VCPUs by concern: failures first, then unproven ones, then those with the least margin.
 */
function byConcern(a: HostVcpuAnalysis, b: HostVcpuAnalysis): number {
  const left = ({ margin }: HostVcpuAnalysis): number => margin ?? 2e18;
  return severity(b.verdict.kind) - severity(a.verdict.kind) || left(a) - left(b);
}

/** The windows that one core repeats in every frame. */
function planStep(
  core: number | null,
  majorFrame: number,
  windows: readonly Window[],
): DerivationStep {
  const sorted = [...windows].sort((a, b) => a.at - b.at);
  return {
    kind: 'frame',
    core,
    majorFrame,
    windows: sorted.map((window) => {
      const { at, length } = window;
      return { vcpu: nameOf(window), at, end: at + length };
    }),
  };
}

/** The steps of machines that give VCPUs cores or windows and no budgets. */
function ownSteps(
  { policy, cores }: CompletedMachine,
  host: MachineAnalysis,
): readonly DerivationStep[] {
  if (traitsOf(policy).gives === 'cores') {
    const shared = host.cores.filter(({ vcpus }) => vcpus.length > 1);
    return [
      {
        kind: 'own-cores',
        vcpus: host.vcpus.length,
        cores: cores.length,
        shared: shared.map(({ core, vcpus }) => ({ core, vcpus })),
      },
    ];
  }
  const frame = frameOf(policy);
  if (frame === null) return [];
  const { majorFrame, windows } = frame;
  const plans =
    cores.length === 1
      ? [planStep(null, majorFrame, windows)]
      : host.cores.map(({ core, vcpus }) => {
          const here = new Set(vcpus.map(keyOfVcpu));
          const own = windows.filter((window) => here.has(keyOfVcpu(window)));
          return planStep(core, majorFrame, own);
        });
  return [
    ...plans,
    ...host.vcpus.map(
      ({ verdict, margin, ...name }): DerivationStep => ({
        kind: 'windows-verdict',
        vcpu: nameOf(name),
        verdict,
        margin,
      }),
    ),
  ];
}
