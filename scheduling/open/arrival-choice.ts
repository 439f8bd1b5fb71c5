import { allSteps } from '../arithmetic/all-steps.ts';
import { chooseAll } from '../choose/complete-machine.ts';
import type { DomainInterfaces } from '../choose/draft.ts';
import type { Prover } from '../choose/prover.ts';
import type { StartCosts } from '../choose/start-cost.ts';
import { onlyCore } from '../host/cores.ts';
import { costOfStart, dearestSwitch } from '../host/overhead.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { Domain, Machine } from '../model/model.ts';
import { isPartitioned } from '../model/policies.ts';
import { type Arrival, writtenCores } from './arrival.ts';
import type { OpenHost } from './host/open-host.ts';
import { StartKinds } from './start-kinds.ts';

/**
 * Chooses the interfaces of arrivals by the switches that they cause beside those that run, as the
 * choice for a whole machine does, without a look at each of them.
 */
export class ArrivalChoice {
  private readonly prover: Prover;
  private readonly machine: Machine;
  private readonly kinds: StartKinds;
  private exchanged: readonly [readonly Arrival[], readonly Arrival[]] = [[], []];

  constructor(prover: Prover, machine: Machine) {
    this.prover = prover;
    this.machine = machine;
    this.kinds = new StartKinds(machine.switchCosts);
  }

  /** Counts those that come and no longer those that leave. */
  exchange(leaving: readonly Arrival[], coming: readonly Arrival[]): void {
    for (const { domain } of leaving) this.kinds.remove(domain);
    for (const { domain } of coming) this.kinds.add(domain);
    this.exchanged = [leaving, coming];
  }

  /** Takes the last exchange back. */
  undo(): void {
    const [leaving, coming] = this.exchanged;
    this.exchange(coming, leaving);
    this.exchanged = [[], []];
  }

  /** The interfaces before cores are known. The machine's domains are the arrivals. */
  first(machine: Machine, host: OpenHost): readonly DomainInterfaces[] {
    return this.on(machine, host, new Map());
  }

  /** The interfaces on the given cores, and on written ones. */
  on(
    machine: Machine,
    host: OpenHost,
    cores: ReadonlyMap<string, number>,
  ): readonly DomainInterfaces[] {
    const written = writtenCores(machine.domains);
    const coreOf = (domain: string, vcpu: string): number | null => {
      const key = vcpuKey(domain, vcpu);
      return cores.get(key) ?? written.get(key) ?? null;
    };
    return allSteps(chooseAll(this.prover, machine, this.costs(host), coreOf)).interfaces;
  }

  private costs(host: OpenHost): StartCosts {
    const { switchCosts, policy } = this.machine;
    if (switchCosts.length === 0) return { of: () => 0 };
    if (!isPartitioned(policy)) {
      const dearest = dearestSwitch(switchCosts, this.kinds.some());
      return { of: () => 2 * dearest };
    }
    const only = onlyCore(this.machine);
    return {
      of: ({ name, type }: Domain, vcpu, core) => {
        const running = { name, type };
        const beside =
          only !== null || core === null
            ? this.kinds.beside(running)
            : host
                .on(core)
                .filter((other) => other.domain !== name || other.vcpu !== vcpu)
                .map((other) => other.running);
        return costOfStart(switchCosts, running, beside);
      },
    };
  }
}
