import fc from 'fast-check';
import type { Domain, Machine, MachinePolicy, SystemModel } from '../../scheduling/model/model.ts';

/** The number of cores of a drawn host, some of which may be left over. */
const CORES = 7;

/**
 * A host whose parts are drawn as machines: pools on cores from anywhere, or first the cores that
 * no pool has. Domains get a prefix before their names. Domain: no part has more than two cores.
 */
export function drawnHost(parts: fc.Arbitrary<Machine>): fc.Arbitrary<SystemModel> {
  const all = Array.from({ length: CORES }, (_, core) => core);
  return fc
    .record({
      machines: fc.array(parts, { minLength: 1, maxLength: 3 }),
      numbers: fc.shuffledSubarray(all, { minLength: CORES, maxLength: CORES }),
      own: fc.boolean(),
    })
    .map(({ machines, numbers, own }) => hostOf(machines, numbers, own));
}

function hostOf(parts: readonly Machine[], numbers: readonly number[], own: boolean): SystemModel {
  let taken = 0;
  const [first] = parts;
  const machines = parts.map((part, index): Machine => {
    const { length } = part.cores;
    const cores = numbers.slice(taken, taken + length).sort((a, b) => a - b);
    taken += length;
    const moved = {
      ...onCores(part, cores, `p${index}`),
      switchCosts: first?.switchCosts ?? [],
      admission: first?.admission ?? part.admission,
    };
    if (own && index === 0) return { ...moved, name: 'host', host: 'host' };
    return { ...moved, name: `host.p${index}`, host: 'host', pool: `p${index}` };
  });
  return { machines, scenarios: [] };
}

/** A machine on other cores, with a prefix before the names of its domains. */
function onCores(machine: Machine, cores: readonly number[], prefix: string): Machine {
  const domains = machine.domains.map(
    (domain): Domain => ({
      ...domain,
      name: `${prefix}${domain.name}`,
      vcpus: domain.vcpus.map(({ core, ...vcpu }) => ({
        ...vcpu,
        ...(core === undefined ? {} : { core: cores[core] ?? -1 }),
      })),
    }),
  );
  return { ...machine, cores, policy: renamed(machine.policy, cores, prefix), domains };
}

function renamed(policy: MachinePolicy, cores: readonly number[], prefix: string): MachinePolicy {
  if (policy.kind !== 'ARINC653') return policy;
  const windows = policy.windows.map((window) => ({
    ...window,
    domain: `${prefix}${window.domain}`,
    core: cores[window.core ?? 0] ?? -1,
  }));
  return { ...policy, windows };
}
