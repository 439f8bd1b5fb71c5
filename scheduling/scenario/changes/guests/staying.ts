import { vcpuKey } from '../../../host/vcpu-name.ts';
import type { VcpuName } from '../../../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../../../model/completed.ts';
import { hasServers } from '../../../model/policies.ts';
import type { Transition } from '../transition.ts';

/** A domain that runs before and after an action on one machine. */
export interface Both {
  readonly machine: CompletedMachine;
  readonly before: CompletedDomain;
  readonly after: CompletedDomain;
}

/** The domains that an action changes and that stay on their machine, with what they were. */
export function staying({ before, after }: Transition): readonly Both[] {
  return after.flatMap((machine): readonly Both[] => {
    const old = before.find(({ name }) => name === machine.name);
    if (old === undefined) return [];
    const was = new Map(old.domains.map((domain) => [domain.name, domain]));
    return machine.domains.flatMap((domain): readonly Both[] => {
      const own = was.get(domain.name);
      return own === undefined || own === domain ? [] : [{ machine, before: own, after: domain }];
    });
  });
}

/** A domain that goes from one machine to another. */
export interface Moved extends Both {
  readonly source: CompletedMachine;
}

/** The domains that an action sends to other machines, with what they were. */
export function moved({ before, after }: Transition): readonly Moved[] {
  const homes = new Map(
    before.flatMap((source) => source.domains.map((old) => [old.name, { source, before: old }])),
  );
  return after.flatMap((machine) =>
    machine.domains.flatMap((domain): readonly Moved[] => {
      const home = homes.get(domain.name);
      if (home === undefined || home.source.name === machine.name) return [];
      return [{ ...home, machine, after: domain }];
    }),
  );
}

/** A VCPU that stays and gets another interface, with its old period in ns. */
export interface OldPeriod extends VcpuName {
  readonly period: number;
}

/** The old interfaces of a domain's VCPUs that get others, on a machine of budgets. */
function outgoing({ machine, before, after }: Both): readonly CompletedVcpu[] {
  if (!hasServers(machine.policy)) return [];
  return before.vcpus.filter((old, index) => {
    const next = after.vcpus[index];
    return next !== undefined && !isSame(old, next);
  });
}

/** The VCPUs of such domains that get other interfaces, by their keys. */
export function oldPeriods(domains: readonly Both[]): ReadonlyMap<string, OldPeriod> {
  const found = new Map<string, OldPeriod>();
  for (const both of domains) {
    const domain = both.before.name;
    for (const { name: vcpu, period } of outgoing(both))
      if (period !== null) found.set(vcpuKey(domain, vcpu), { domain, vcpu, period });
  }
  return found;
}

/** Those of such domains some of whose VCPUs get other interfaces, be they of no budget. */
export function withNewInterfaces(domains: readonly Both[]): readonly string[] {
  return domains.filter((both) => outgoing(both).length > 0).map(({ after }) => after.name);
}

type Interface = Pick<CompletedVcpu, 'period' | 'deadline' | 'budget' | 'core'>;

function isSame(a: Interface, b: Interface): boolean {
  return (
    a.period === b.period && a.deadline === b.deadline && a.budget === b.budget && a.core === b.core
  );
}
