import { analyzeDomain } from '../choose/analyze-domain.ts';
import { type Draft, draftServers, finish } from '../choose/draft.ts';
import { type MachineFacts, machineFacts } from '../choose/guest-problem.ts';
import { isOpen } from '../choose/interface.ts';
import type { Prover } from '../choose/prover.ts';
import { onlyCore } from '../host/cores.ts';
import { coreRules } from '../host/partitioned/core-test.ts';
import { type HostServer, hostServers } from '../host/server.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { CompletedDomain, CompletedMachine } from '../model/completed.ts';
import type { Domain, Machine } from '../model/model.ts';
import { givesShares } from '../model/policies.ts';
import { type Failure, guestFailure } from '../scenario/failures.ts';
import { isTested } from '../scenario/together.ts';
import {
  type Arrival,
  inOrder,
  interfacesOf,
  type Resident,
  sameInterfaces,
  writtenCores,
} from './arrival.ts';
import { ArrivalChoice } from './arrival-choice.ts';
import { CoreHost } from './host/core-host.ts';
import type { OpenHost } from './host/open-host.ts';
import { PoolHost } from './host/pool-host.ts';
import { ShareHost } from './host/share-host.ts';
import type { MachineSlot, SlotAnswer, SlotChange, SlotTransition } from './machine-slot.ts';

/**
 * A machine of budgets or shares: arrivals are chosen, placed and tested beside those that stay as
 * they are.
 */
export class OpenMachine implements MachineSlot {
  /** The machine without its domains. */
  private readonly machine: Machine;
  private readonly prover: Prover;
  private readonly facts: MachineFacts;
  private readonly partitioned: boolean;
  private readonly only: number | null;
  private readonly residents = new Map<string, Resident>();
  private host: OpenHost;
  private choice: ArrivalChoice;
  /** The number of residents with an open period. */
  private opened = 0;
  private settled = true;
  /** The residents with a VCPU that has no budget, which the host does not know. */
  private readonly idle = new Set<string>();
  /** Whether a start costs the same beside any neighbors. */
  private readonly uniform: boolean;
  private gone: readonly Resident[] = [];
  private come: readonly Resident[] = [];

  constructor(prover: Prover, machine: Machine) {
    this.prover = prover;
    this.machine = { ...machine, domains: [] };
    this.facts = machineFacts(machine);
    this.partitioned = coreRules(machine) !== null;
    this.only = this.partitioned ? onlyCore(machine) : null;
    this.uniform = machine.switchCosts.every(
      ({ from, to }) => from.kind === 'any' && to.kind === 'any',
    );
    this.host = this.emptyHost();
    this.choice = new ArrivalChoice(prover, this.machine);
  }

  resident(name: string): Resident | undefined {
    return this.residents.get(name);
  }

  all(): readonly Resident[] {
    return [...this.residents.values()].sort((a, b) => a.order - b.order);
  }

  completed(): CompletedMachine {
    return { ...this.machine, domains: this.all().map(({ completed }) => completed) };
  }

  change({ actions, leaving, coming, cores }: SlotChange): SlotAnswer {
    this.gone = leaving.flatMap((name) => this.residents.get(name) ?? []);
    const machine = { ...this.machine, domains: coming.map(({ domain }) => domain) };
    this.choice.exchange(this.gone, coming);
    const draft = { machine, interfaces: this.choice.first(machine, this.host) };
    const answer = this.host.change({
      leaving: this.gone.flatMap(({ servers }) => servers),
      coming: inOrder(draftServers(this.prover.cache, draft), coming),
      remembered: ({ domain, vcpu }) => cores.get(vcpuKey(domain, vcpu)),
    });
    const placed = answer.fits ? answer.placed : [];
    const final = this.sharpened({ draft, servers: placed }, coming);
    const domains = this.finished(final.draft, final.servers);
    // Less load passes, but for a choice that finds nothing for the hard tasks that are left.
    const asked = actions.some(isTested) ? domains : domains.filter(hasHardTasks);
    const inside = this.failureInside(asked);
    if (!answer.fits) return { fits: false, failure: inside ?? answer.failure, crowded: true };
    if (inside !== null) return { fits: false, failure: inside, crowded: false };
    this.come = residentsOf(domains, final.servers, coming);
    return { fits: true, residents: this.come, asRemembered: answer.asRemembered };
  }

  lighten({ coming }: SlotChange): readonly Resident[] {
    const [arrival] = coming;
    const before = arrival && this.residents.get(arrival.domain.name);
    if (arrival === undefined || before === undefined) return [];
    const machine = { ...this.machine, domains: [arrival.domain] };
    const draft = { machine, interfaces: [interfacesOf(before.completed)] };
    const cores = new Map(before.servers.map(({ vcpu, core }) => [vcpu, core]));
    const servers = inOrder(draftServers(this.prover.cache, draft), [arrival]).map((server) => ({
      ...server,
      core: cores.get(server.vcpu) ?? null,
    }));
    this.gone = [before];
    this.choice.exchange(this.gone, [arrival]);
    this.host.change({ leaving: before.servers, coming: [], remembered: () => undefined });
    this.host.restore(servers);
    this.come = residentsOf(this.finished(draft, servers), servers, [arrival]);
    return this.come;
  }

  transition(): SlotTransition {
    const changed = [...this.gone, ...this.come];
    const cores = new Set(changed.flatMap(({ servers }) => servers.map(({ core }) => core)));
    const near = [...cores].flatMap((core) => this.host.on(core).map(({ domain }) => domain));
    return this.transitionBeside([...near, ...this.idle]);
  }

  wholeTransition(): SlotTransition {
    return this.transitionBeside(this.residents.keys());
  }

  /** The transition beside the named residents, whether they change or stay. */
  private transitionBeside(names: Iterable<string>): SlotTransition {
    const others = new Set(names);
    for (const { domain } of [...this.gone, ...this.come]) others.delete(domain.name);
    const stay = [...others].flatMap((name) => this.residents.get(name) ?? []);
    const machineWith = (residents: readonly Resident[]): CompletedMachine => ({
      ...this.machine,
      domains: [...stay, ...residents]
        .sort((a, b) => a.order - b.order)
        .map(({ completed }) => completed),
    });
    return { before: machineWith(this.gone), after: machineWith(this.come) };
  }

  keep(): void {
    for (const { domain } of this.gone) {
      this.residents.delete(domain.name);
      this.idle.delete(domain.name);
      if (hasOpen(domain)) this.opened--;
    }
    for (const resident of this.come) this.reside(resident);
    this.host.keep();
    this.gone = [];
    this.come = [];
  }

  undo(): void {
    this.choice.undo();
    this.host.undo();
    this.gone = [];
    this.come = [];
  }

  load(completed: CompletedMachine, arrivals: readonly Arrival[]): void {
    this.residents.clear();
    this.host = this.emptyHost();
    this.choice = new ArrivalChoice(this.prover, this.machine);
    const active = hostServers(completed).servers.filter(({ budget }) => budget > 0);
    const residents = residentsOf(completed.domains, inOrder(active, arrivals), arrivals);
    this.choice.exchange([], residents);
    this.opened = 0;
    this.idle.clear();
    for (const resident of residents) {
      this.reside(resident);
      this.host.restore(resident.servers);
    }
    this.host.keep();
    this.settled = this.isAsChosen();
  }

  private reside(resident: Resident): void {
    this.residents.set(resident.domain.name, resident);
    if (resident.servers.length < resident.domain.vcpus.length) this.idle.add(resident.domain.name);
    if (hasOpen(resident.domain)) this.opened++;
  }

  isSettled(coming: readonly Arrival[]): boolean {
    if (!this.settled) return false;
    return (this.opened === 0 && !coming.some(({ domain }) => hasOpen(domain))) || this.uniform;
  }

  /** The first failure of a guest by itself; `null` if there is none, or nothing is proven. */
  private failureInside(domains: readonly CompletedDomain[]): Failure | null {
    const { name, policy } = this.machine;
    if (givesShares(policy)) return null;
    const guests = domains.map((domain) =>
      analyzeDomain(this.prover, this.facts, name, domain, null),
    );
    return guestFailure(guests, null);
  }

  /** Whether the residents have the interfaces that the choice for all of them begins with. */
  private isAsChosen(): boolean {
    const residents = this.all();
    const unplaced = ({ servers }: Resident) => servers.some(({ core }) => core === null);
    if (!this.host.isProven() || (this.partitioned && residents.some(unplaced))) return false;
    if (this.opened === 0) return true;
    const machine = { ...this.machine, domains: residents.map(({ domain }) => domain) };
    return sameInterfaces(
      this.choice.first(machine, this.host),
      residents.map(({ completed }) => interfacesOf(completed)),
    );
  }

  private emptyHost(): OpenHost {
    if (givesShares(this.machine.policy)) return new ShareHost();
    const rules = coreRules(this.machine);
    return rules === null ? new PoolHost(this.machine) : new CoreHost(this.machine, rules);
  }

  /** Open periods chosen again for the cores that were found, if they fit there. */
  private sharpened(first: Placed, coming: readonly Arrival[]): Placed {
    const { draft, servers } = first;
    const { machine } = draft;
    const open = machine.domains.some(hasOpen);
    if (!this.partitioned || this.only !== null || !open || servers.length === 0) return first;
    const interfaces = this.choice.on(machine, this.host, coresOf(servers));
    if (sameInterfaces(interfaces, draft.interfaces)) return first;
    const sharper = { machine, interfaces };
    const cores = coresOf(servers);
    const others = inOrder(draftServers(this.prover.cache, sharper), coming).map((server) => ({
      ...server,
      core: cores.get(vcpuKey(server.domain, server.vcpu)) ?? null,
    }));
    return this.host.swap(servers, others) ? { draft: sharper, servers: others } : first;
  }

  private finished(draft: Draft, servers: readonly HostServer[]): readonly CompletedDomain[] {
    const cores = new Map([...writtenCores(draft.machine.domains), ...coresOf(servers)]);
    const coreOf = (domain: string, vcpu: string): number | null =>
      this.partitioned ? (cores.get(vcpuKey(domain, vcpu)) ?? this.only) : null;
    return finish(this.prover.cache, draft, (domain, vcpu) => coreOf(domain.name, vcpu.name))
      .domains;
  }
}

function hasOpen({ vcpus }: Domain): boolean {
  return vcpus.some(isOpen);
}

function hasHardTasks({ tasks }: Pick<Domain, 'tasks'>): boolean {
  return tasks.some(({ soft }) => soft === undefined);
}

interface Placed {
  readonly draft: Draft;
  readonly servers: readonly HostServer[];
}

function coresOf(servers: readonly HostServer[]): ReadonlyMap<string, number> {
  return new Map(
    servers.flatMap(({ domain, vcpu, core }) =>
      core === null ? [] : [[vcpuKey(domain, vcpu), core] as const],
    ),
  );
}

function residentsOf(
  completed: readonly CompletedDomain[],
  servers: readonly HostServer[],
  arrivals: readonly Arrival[],
): readonly Resident[] {
  const own = new Map<string, HostServer[]>();
  for (const server of servers) own.set(server.domain, [...(own.get(server.domain) ?? []), server]);
  const byName = new Map(arrivals.map((arrival) => [arrival.domain.name, arrival]));
  return completed.flatMap((domain): readonly Resident[] => {
    const arrival = byName.get(domain.name);
    return arrival === undefined
      ? []
      : [{ ...arrival, completed: domain, servers: own.get(domain.name) ?? [] }];
  });
}
