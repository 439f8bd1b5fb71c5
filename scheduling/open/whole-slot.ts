import type { Prover } from '../choose/prover.ts';
import type { CompletedDomain, CompletedMachine } from '../model/completed.ts';
import type { Domain, Machine, SystemModel, Vcpu } from '../model/model.ts';
import { traitsOf } from '../model/policies.ts';
import { firstPlan, underPlan } from '../plans/plans.ts';
import { keptCores } from '../scenario/kept-cores.ts';
import { lastPlan } from '../scenario/plans-in-force.ts';
import type { RunningDomain } from '../scenario/running-domain.ts';
import { testMachine } from '../scenario/test-machine.ts';
import type { Arrival, Resident } from './arrival.ts';
import type { MachineSlot, SlotAnswer, SlotChange, SlotTransition } from './machine-slot.ts';

interface Occupant extends Arrival {
  readonly running: RunningDomain;
}

/**
 * A machine that is tested as a whole: one whose VCPUs own cores or windows, which has no more
 * domains than these, however many came before, or one whose admission tests take time.
 */
export class WholeSlot implements MachineSlot {
  private readonly prover: Prover;
  /** As declared, without its domains. */
  private readonly machine: Machine;
  private readonly model: () => SystemModel;
  private occupants = new Map<string, Occupant>();
  private state: CompletedMachine;
  private next: {
    readonly state: CompletedMachine;
    readonly occupants: Map<string, Occupant>;
  } | null = null;

  private readonly rearranges: boolean;

  /**
   * `rearranges` tells whether a VCPU may lose its core to another that has it written. `model` is
   * the machine's, with the domains that are declared now.
   */
  constructor(prover: Prover, machine: Machine, rearranges: boolean, model: () => SystemModel) {
    this.prover = prover;
    this.rearranges = rearranges;
    this.machine = { ...machine, domains: [] };
    this.model = model;
    this.state = { ...underPlan(this.machine, firstPlan), domains: [] };
  }

  resident(name: string): Resident | undefined {
    return residentIn(this.state, this.occupants, name);
  }

  all(): readonly Resident[] {
    return residentsIn(this.state, this.occupants);
  }

  completed(): CompletedMachine {
    return this.state;
  }

  change({ actions, at, leaving, coming, running, plans, parting, cores }: SlotChange): SlotAnswer {
    const occupants = new Map(this.occupants);
    for (const name of leaving) occupants.delete(name);
    for (const one of occupantsOf(coming, running)) occupants.set(one.domain.name, one);
    const sorted = [...occupants.values()].sort((a, b) => a.order - b.order);
    const machine = {
      ...underPlan(this.machine, lastPlan(plans, this.machine.name)),
      domains: sorted.map(({ domain }) =>
        coming.some((one) => one.domain === domain) ? domain : this.kept(domain),
      ),
    };
    const all = sorted.map((one) => one.running);
    const state = {
      ...{ model: this.model(), running: all, plans, parting },
      cores: keptCores(this.state, cores),
    };
    const tested = testMachine(this.prover, state, machine, actions, at);
    if (tested.failure !== null) return { fits: false, failure: tested.failure, crowded: false };
    const completed = this.withKept(tested.completed, coming);
    this.next = { state: completed, occupants };
    return { fits: true, residents: residentsIn(completed, occupants), asRemembered: true };
  }

  /** A domain that stays where it is. */
  private kept(domain: Domain): Domain {
    const before = this.staying(domain.name);
    if (before === undefined) return domain;
    const vcpus = domain.vcpus.map((vcpu, index): Vcpu => {
      const { period = null, deadline, budget, core } = before.vcpus[index] ?? {};
      return {
        ...vcpu,
        ...(period === null ? {} : { period: { kind: 'fixed', period } }),
        ...(deadline == null ? {} : { deadline }),
        ...(budget == null ? {} : { budget }),
        ...(core == null ? {} : { core }),
      };
    });
    return { ...domain, vcpus };
  }

  /** Those that stay as they were, for their chosen cores are not written ones. */
  private withKept(completed: CompletedMachine, coming: readonly Arrival[]): CompletedMachine {
    const come = new Set(coming.map(({ domain }) => domain.name));
    const domains = completed.domains.map((domain) =>
      come.has(domain.name) ? domain : (this.staying(domain.name) ?? domain),
    );
    return { ...completed, domains };
  }

  private staying(name: string): CompletedDomain | undefined {
    if (this.rearranges || traitsOf(this.machine.policy).gives === 'windows') return undefined;
    return this.state.domains.find((domain) => domain.name === name);
  }

  /** No change that only takes load away is refused here. */
  lighten(): readonly Resident[] {
    return [];
  }

  transition(): SlotTransition {
    return { before: this.state, after: this.next?.state ?? this.state };
  }

  wholeTransition(): SlotTransition {
    return this.transition();
  }

  keep(): void {
    if (this.next === null) return;
    this.state = this.next.state;
    this.occupants = this.next.occupants;
    this.next = null;
  }

  undo(): void {
    this.next = null;
  }

  isSettled(): boolean {
    return true;
  }

  load(
    completed: CompletedMachine,
    arrivals: readonly Arrival[],
    running: readonly RunningDomain[],
  ): void {
    this.state = completed;
    this.occupants = new Map(occupantsOf(arrivals, running).map((one) => [one.domain.name, one]));
  }
}

/** Those of the arrivals that run, with their accounts as running domains. */
function occupantsOf(
  arrivals: readonly Arrival[],
  running: readonly RunningDomain[],
): readonly Occupant[] {
  const accounts = new Map(running.map((one) => [one.domain.name, one]));
  return arrivals.flatMap((arrival): readonly Occupant[] => {
    const one = accounts.get(arrival.domain.name);
    return one === undefined ? [] : [{ ...arrival, running: one }];
  });
}

function residentIn(
  { domains }: CompletedMachine,
  occupants: ReadonlyMap<string, Occupant>,
  name: string,
): Resident | undefined {
  const occupant = occupants.get(name);
  const completed = domains.find((domain) => domain.name === name);
  if (occupant === undefined || completed === undefined) return undefined;
  return { domain: occupant.domain, order: occupant.order, completed, servers: [] };
}

function residentsIn(
  completed: CompletedMachine,
  occupants: ReadonlyMap<string, Occupant>,
): readonly Resident[] {
  return completed.domains.flatMap(({ name }) => residentIn(completed, occupants, name) ?? []);
}
