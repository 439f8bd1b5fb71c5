import { once } from '../arithmetic/once.ts';
import {
  domainWindows,
  guestLoad,
  releasesOf,
  runsGlobally,
  supplyOf,
  tasksOn,
} from '../choose/guest-problem.ts';
import { oneAtATime } from '../guest/global/one-at-a-time.ts';
import { keyOfVcpu, vcpuKey } from '../host/vcpu-name.ts';
import type { CoreAnalysis, HostVcpuAnalysis, MachineAnalysis } from '../model/analysis.ts';
import { besideNeighbors } from '../neighbors/beside.ts';
import { neighborhood } from '../neighbors/neighborhood.ts';
import { supplyFunction } from '../supply/supply-function.ts';
import type { Proof, ProvenDomain, ProvenVcpu } from './proven.ts';

/** The machine's results for its VCPUs, by {@link keyOfVcpu}. */
export interface HostSides {
  readonly vcpus: ReadonlyMap<string, HostVcpuAnalysis>;
  readonly cores: ReadonlyMap<string, CoreAnalysis>;
}

export function hostSides({ vcpus, cores }: MachineAnalysis): HostSides {
  return {
    vcpus: new Map(vcpus.map((each) => [keyOfVcpu(each), each])),
    cores: new Map(cores.flatMap((core) => core.vcpus.map((each) => [keyOfVcpu(each), core]))),
  };
}

/** The VCPUs of a domain, each with its guest's and its machine's side. */
export function provenVcpus(proven: ProvenDomain, sides: HostSides): readonly ProvenVcpu[] {
  const { machine, rules, domain, inside } = proven;
  const releases = releasesOf(rules, domain);
  const guests = new Map(inside.vcpus.map((guest) => [guest.vcpu, guest]));
  const supplies = once(() => {
    const windows = domainWindows(rules, machine.domains, domain);
    return domain.vcpus.map((vcpu, index) => supplyOf(rules, vcpu, windows?.[index]));
  });
  const together = once((): Proof => {
    const problem = { ...guestLoad(domain, domain.tasks), ...releases, supplies: supplies() };
    const single = oneAtATime(problem);
    return single === null ? { kind: 'joint', problem } : { kind: 'vcpu', problem: single };
  });
  return domain.vcpus.flatMap((vcpu, index): ProvenVcpu[] => {
    const guest = guests.get(vcpu.name);
    if (guest === undefined) return [];
    const alone = (): Proof => {
      const load = guestLoad(domain, tasksOn(domain, vcpu.name));
      return { kind: 'vcpu', problem: { ...load, ...releases, supply: supplyAt(index) } };
    };
    const key = vcpuKey(domain.name, vcpu.name);
    const proof = once(() => (runsGlobally(domain) ? together() : alone()));
    const first = index === 0 ? inside.tasks : [];
    return [
      {
        ...proven,
        vcpu,
        guest,
        onHost: sides.vcpus.get(key) ?? null,
        core: sides.cores.get(key) ?? null,
        tasks: domain.global ? first : inside.tasks.filter((task) => task.vcpu === vcpu.name),
        proof,
        supply: () => {
          const stood = proof();
          const pair = stood.kind === 'vcpu' ? stood.problem.supply : supplyAt(index);
          return supplyFunction(pair.safe);
        },
        beside: once(() => {
          const stood = runsGlobally(domain) ? null : proof();
          if (stood?.kind !== 'vcpu') return null;
          const hood = neighborhood(machine, proven.host, domain.name, vcpu.name);
          return hood === null ? null : besideNeighbors(hood, stood.problem);
        }),
      },
    ];
  });

  function supplyAt(index: number) {
    const found = supplies()[index];
    if (found === undefined) throw new RangeError('a VCPU without a supply');
    return found;
  }
}
