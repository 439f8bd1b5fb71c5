import { vcpuKey } from '../../host/vcpu-name.ts';
import type { Machine, Window } from '../../model/model.ts';
import type { FramePolicy } from '../../model/policies.ts';
import type { AnalysisCache } from '../cache/cache.ts';
import { guestLoad, releasesOf, runsGlobally } from '../guest-problem.ts';
import { loadOf } from '../interface.ts';
import type { PlanPartition, PlanProblem } from './plan-problem.ts';

/** A core with open windows. */
export interface OpenCore {
  readonly core: number;
  readonly vcpus: readonly Pick<Window, 'core' | 'domain' | 'vcpu'>[];
  readonly problem: PlanProblem;
}

/** The cores of a machine with open windows, each with all VCPUs that have windows there. */
export function openCores(
  cache: AnalysisCache,
  machine: Machine,
  policy: FramePolicy,
): readonly OpenCore[] {
  const open = policy.open?.vcpus ?? [];
  const cores = new Set(open.map(coreOf));
  return [...cores]
    .sort((a, b) => a - b)
    .map((core) => {
      const vcpus = open.filter((vcpu) => coreOf(vcpu) === core);
      const { resolution, switchCosts } = machine;
      const partitions = partitionsOn(cache, machine, policy, core);
      return {
        core,
        vcpus,
        problem: { frame: policy.majorFrame, resolution, switchCosts, partitions },
      };
    });
}

export function coreOf({ core }: Pick<Window, 'core'>): number {
  return core ?? 0;
}

function partitionsOn(
  cache: AnalysisCache,
  machine: Machine,
  { windows, open }: FramePolicy,
  core: number,
): readonly PlanPartition[] {
  const seen = new Map<string, PlanPartition>();
  for (const { domain: name, vcpu } of [...windows, ...(open?.vcpus ?? [])].filter(
    (each) => coreOf(each) === core,
  )) {
    const key = vcpuKey(name, vcpu);
    const domain = machine.domains.find((other) => other.name === name);
    if (seen.has(key) || domain === undefined) continue;
    const isOpen = open?.vcpus.some((each) => each.domain === name && each.vcpu === vcpu) ?? false;
    const own = windows.filter((window) => window.domain === name && window.vcpu === vcpu);
    // Tasks that run on several VCPUs at once are judged by the machine's proof alone.
    const load = runsGlobally(domain) ? guestLoad(domain, []) : loadOf(cache, domain, vcpu);
    const releases = releasesOf({ policy: machine.policy }, domain);
    const written = isOpen ? null : own.map(({ at, length }) => ({ at, length }));
    seen.set(key, { domain: name, vcpu, type: domain.type, load, written, ...releases });
  }
  return [...seen.values()];
}
