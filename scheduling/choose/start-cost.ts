import { onlyCore } from '../host/cores.ts';
import { costOfStart, dearestSwitch } from '../host/overhead.ts';
import type { Domain, Machine } from '../model/model.ts';
import { isPartitioned } from '../model/policies.ts';
import type { Running } from '../model/switch-cost.ts';

interface Resident {
  readonly running: Exclude<Running, 'idle'>;
  readonly core: number | null;
}

/** The costs of a start, in ns, before budgets are known. */
export interface StartCosts {
  /** Both switches of a start. `core` is the VCPU's core; `null` means that it is open. */
  of(domain: Domain, vcpu: string, core: number | null): number;
}

/**
 * The cost of a start. On a partitioned machine it depends on the VCPUs that share the core:
 * `coreOf` gives a VCPU's core, or `null` if it is open, and a VCPU with an open core counts as
 * sharing with all others. On a global machine it is twice the machine's dearest switch.
 */
export function startCosts(
  machine: Pick<Machine, 'policy' | 'switchCosts' | 'cores' | 'domains'>,
  coreOf: (domain: string, vcpu: string) => number | null,
): StartCosts {
  const { switchCosts } = machine;
  if (switchCosts.length === 0) return { of: () => 0 };
  const only = onlyCore(machine);
  const residents = new Map<string, Map<string, Resident>>();
  for (const domain of machine.domains) {
    const running = { name: domain.name, type: domain.type };
    const own = new Map<string, Resident>();
    for (const vcpu of domain.vcpus) {
      own.set(vcpu.name, { running, core: only ?? coreOf(domain.name, vcpu.name) });
    }
    residents.set(domain.name, own);
  }
  const all = [...residents.values()].flatMap((own) => [...own.values()]);
  if (!isPartitioned(machine.policy)) {
    const dearest = dearestSwitch(switchCosts, all);
    return { of: () => 2 * dearest };
  }
  return {
    of(domain, vcpu, core) {
      const self = residents.get(domain.name)?.get(vcpu);
      const at = only ?? core;
      const others = all.filter((other) => other !== self && (at === null || other.core === at));
      return costOfStart(
        switchCosts,
        { name: domain.name, type: domain.type },
        others.map((other) => other.running),
      );
    },
  };
}
