import type { CompletedDomain, CompletedMachine } from '../../../scheduling/model/completed.ts';
import type {
  Domain,
  Machine,
  MachinePolicy,
  SystemModel,
  Vcpu,
} from '../../../scheduling/model/model.ts';
import { frameOf, hasServers } from '../../../scheduling/model/policies.ts';
import { firstPool } from '../host.ts';
import type { XenReading } from '../reading.ts';
import { nameOnHost, poolOfMachine } from './pairing.ts';

/** The part of a VCPU's budget on a host, in ns, that Xen's charging of switches takes. */
export type Surcharge = (domain: string, vcpu: string) => number;

/**
 * The system as it is on the host: its pools and interfaces as `found`, with the tasks, guests and
 * costs that the file knows. A domain with fewer VCPUs than are written is incomplete, so that
 * nothing is proven about it; so are all of a pool in which a VCPU may not run on every core, for
 * the tests of several cores take that for granted.
 */
export function asItIs(
  written: readonly CompletedMachine[],
  found: SystemModel,
  reading: XenReading,
  surcharge: Surcharge,
): SystemModel {
  const isDivided = written.some(({ pool }) => pool !== undefined);
  const known = new Map(
    written.flatMap(({ domains }) =>
      domains.map((domain) => [nameOnHost(domain, reading), domain] as const),
    ),
  );
  const byPool = new Map(
    written.map((machine) => [poolOfMachine(machine, isDivided, reading), machine] as const),
  );
  const machines = found.machines.map((machine): Machine => {
    const incomplete = isBound(machine, reading);
    const domains = machine.domains.map((domain) => {
      const as = known.get(domain.name);
      const there = as === undefined ? domain : domainAsItIs(as, domain, surcharge);
      return incomplete ? { ...there, incomplete } : there;
    });
    const own = byPool.get(machine.pool ?? firstPool);
    if (own === undefined) return { ...machine, domains };
    const { resolution, switchCosts, admission, guarantee } = own;
    return {
      ...machine,
      ...{ resolution, switchCosts, admission, domains },
      ...(guarantee === undefined ? {} : { guarantee }),
      policy: policyAsItIs(own.policy, machine.policy, domains),
    };
  });
  return { machines, scenarios: [] };
}

/** Whether a VCPU with a budget may not run on every core of its pool. */
function isBound({ policy, domains, cores }: Machine, reading: XenReading): boolean {
  if (!hasServers(policy)) return false;
  const affinities = domains.flatMap(({ name }) => [
    ...(reading.domains.get(name)?.affinities.values() ?? []),
  ]);
  return affinities.some((allowed) => cores.some((core) => !allowed.includes(core)));
}

/** A host tells no windows, so those of the file stand for them. */
function policyAsItIs(
  written: MachinePolicy,
  found: MachinePolicy,
  domains: readonly Domain[],
): MachinePolicy {
  const frame = frameOf(written);
  if (frame === null || written.kind !== found.kind) return found;
  const there = new Set(
    domains.flatMap(({ name, vcpus }) => vcpus.map((vcpu) => JSON.stringify([name, vcpu.name]))),
  );
  const { kind, majorFrame } = frame;
  const windows = frame.windows.filter(({ domain, vcpu }) =>
    there.has(JSON.stringify([domain, vcpu])),
  );
  return { kind, majorFrame, windows };
}

function domainAsItIs(written: CompletedDomain, found: Domain, surcharge: Surcharge): Domain {
  const names = new Set(written.vcpus.map(({ name }) => name));
  const vcpus = found.vcpus.map((there, index): Vcpu => {
    const as = written.vcpus[index];
    const name = as?.name ?? unusedName(there.name, names);
    names.add(name);
    const charged = as === undefined ? 0 : surcharge(written.name, name);
    const budget =
      there.budget === undefined ? {} : { budget: Math.max(1, there.budget - charged) };
    return { ...there, ...budget, name };
  });
  const there = new Set(vcpus.map(({ name }) => name));
  const tasks = written.tasks.filter(({ vcpu }) => vcpu === undefined || there.has(vcpu));
  const incomplete = written.incomplete || tasks.length < written.tasks.length;
  const { weight, cap } = found;
  const { cap: _, ...rest } = written;
  return { ...rest, weight, ...(cap === undefined ? {} : { cap }), vcpus, tasks, incomplete };
}

function unusedName(name: string, names: ReadonlySet<string>): string {
  let unused = name;
  while (names.has(unused)) unused += '_';
  return unused;
}
