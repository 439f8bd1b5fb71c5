import { hasCore, lowestCore, onlyCore } from '../host/cores.ts';
import { coreRules } from '../host/partitioned/core-test.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { Domain, Machine, Vcpu } from '../model/model.ts';
import { hasServers, isPartitioned, traitsOf } from '../model/policies.ts';
import { type DomainInterfaces, type Draft, draftServers, finish, hostAccepts } from './draft.ts';
import { chooseGlobalInterfaces } from './global-budgets.ts';
import { machineFacts, runsGlobally } from './guest-problem.ts';
import { chooseInterface, isOpen } from './interface.ts';
import { type Placement, place } from './placement/placement.ts';
import { repair } from './placement/repair.ts';
import type { Prover } from './prover.ts';
import { type StartCosts, startCosts } from './start-cost.ts';

/**
 * Chooses the open budgets, periods and cores of a machine's VCPUs. Each VCPU first gets the
 * interface that is best for it alone. If the machine then fails, a combination of interfaces is
 * searched for with which it passes. The generator yields between VCPUs.
 */
export function* completingMachine(
  prover: Prover,
  machine: Machine,
  previous: Placement,
): Generator<void, CompletedMachine> {
  const written = new Map<string, number>();
  for (const { domain, vcpu } of vcpusOf(machine)) {
    if (vcpu.core !== undefined) written.set(vcpuKey(domain.name, vcpu.name), vcpu.core);
  }
  const coreOf = (domain: string, vcpu: string): number | null =>
    written.get(vcpuKey(domain, vcpu)) ?? null;
  const draft = yield* chooseAll(prover, machine, startCosts(machine, coreOf), coreOf);
  if (!hasServers(machine.policy))
    return finish(prover.cache, draft, ownedCores(machine, previous));
  const choosing = [...vcpusOf(machine)].some(({ vcpu }) => isOpen(vcpu));
  const refined = choosing ? yield* refine(prover, draft, previous) : { draft, previous };
  return finish(prover.cache, refined.draft, placedCores(prover, refined.draft, refined.previous));
}

function* vcpusOf(machine: Machine): Generator<{ readonly domain: Domain; readonly vcpu: Vcpu }> {
  for (const domain of machine.domains) for (const vcpu of domain.vcpus) yield { domain, vcpu };
}

/** Chooses each VCPU's interface without regard to the others. */
export function* chooseAll(
  prover: Prover,
  machine: Machine,
  costs: StartCosts,
  coreOf: (domain: string, vcpu: string) => number | null,
): Generator<void, Draft> {
  const facts = machineFacts(machine);
  const interfaces: DomainInterfaces[] = [];
  for (const domain of machine.domains) {
    const cost = (vcpu: Vcpu): number =>
      costs.of(domain, vcpu.name, coreOf(domain.name, vcpu.name));
    if (runsGlobally(domain)) {
      interfaces.push(chooseGlobalInterfaces(prover, facts, domain, cost));
    } else {
      const own = [];
      for (const vcpu of domain.vcpus) {
        own.push(chooseInterface(prover, facts, domain, vcpu, cost(vcpu)));
        yield;
      }
      interfaces.push(own);
    }
    yield;
  }
  return { machine, interfaces };
}

interface Refined {
  readonly draft: Draft;
  /** The cores that VCPUs keep where they still work. */
  readonly previous: Placement;
}

/**
 * Improves a draft. The placement shows the true cost of a start, so open periods are chosen again
 * with that cost and kept if the machine is proven with them. If the first draft fails, a proven
 * combination takes its place.
 */
function* refine(prover: Prover, draft: Draft, previous: Placement): Generator<void, Refined> {
  const { machine } = draft;
  const servers = draftServers(prover.cache, draft);
  if (!hostAccepts(machine, servers, previous)) {
    return { draft: yield* repair(prover, draft, previous), previous };
  }
  const rules = coreRules(machine);
  const free = servers.some((server) => server.core === null);
  if (rules === null || !free || machine.switchCosts.length === 0 || machine.cores.length === 1) {
    return { draft, previous };
  }
  const core = placedCores(prover, draft, previous);
  const cores = new Map<string, number | null>();
  for (const { domain, vcpu } of vcpusOf(machine))
    cores.set(vcpuKey(domain.name, vcpu.name), core(domain, vcpu));
  const coreOf = (domain: string, vcpu: string): number | null =>
    cores.get(vcpuKey(domain, vcpu)) ?? null;
  const sharper = yield* chooseAll(prover, machine, startCosts(machine, coreOf), coreOf);
  const kept = new Map(
    [...cores].flatMap(([key, at]) => (at === null ? [] : [[key, at] as const])),
  );
  return hostAccepts(machine, draftServers(prover.cache, sharper), kept)
    ? { draft: sharper, previous: kept }
    : { draft, previous };
}

function placedCores(
  prover: Prover,
  draft: Draft,
  previous: Placement,
): (domain: Domain, vcpu: Vcpu) => number | null {
  const { machine } = draft;
  if (!isPartitioned(machine.policy)) return () => null;
  const rules = coreRules(machine);
  const placement: Placement =
    rules === null
      ? new Map()
      : place(rules, machine.cores, draftServers(prover.cache, draft), previous);
  const otherwise = onlyCore(machine);
  return (domain, vcpu) => vcpu.core ?? placement.get(vcpuKey(domain.name, vcpu.name)) ?? otherwise;
}

/**
 * The cores of VCPUs without budgets. Under `null` each VCPU owns one, under ARINC653 its windows
 * lie on one, under the credit schedulers there is none.
 */
function ownedCores(
  machine: Machine,
  previous: Placement,
): (domain: Domain, vcpu: Vcpu) => number | null {
  switch (traitsOf(machine.policy).gives) {
    case 'windows':
      return (_, vcpu) => vcpu.core ?? lowestCore(machine);
    case 'shares':
    case 'budgets':
      return () => null;
    case 'cores':
      return coresOfTheirOwn(machine, previous);
  }
}

/** Gives each VCPU a core: the written one, else the previous one, else the lowest free one. */
function coresOfTheirOwn(
  machine: Machine,
  previous: Placement,
): (domain: Domain, vcpu: Vcpu) => number | null {
  const vcpus = [...vcpusOf(machine)];
  const owned = new Set(vcpus.map(({ vcpu }) => vcpu.core));
  const given = new Map<string, number>();
  const give = (key: string, core: number | undefined): void => {
    if (core === undefined || !hasCore(machine, core) || owned.has(core)) return;
    owned.add(core);
    given.set(key, core);
  };
  const free = vcpus
    .filter(({ vcpu }) => vcpu.core === undefined)
    .map(({ domain, vcpu }) => vcpuKey(domain.name, vcpu.name));
  for (const key of free) give(key, previous.get(key));
  const left = machine.cores.filter((core) => !owned.has(core)).values();
  for (const key of free) if (!given.has(key)) give(key, left.next().value);
  return (domain, vcpu) => vcpu.core ?? given.get(vcpuKey(domain.name, vcpu.name)) ?? null;
}
