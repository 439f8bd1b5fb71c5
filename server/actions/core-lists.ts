import type { LangiumDocument } from 'langium';
import type { Diagnostic, Range } from 'vscode-languageserver';
import { isPool, type Pool } from '../../language/generated/ast.ts';
import { lower } from '../../language/lowering/lower.ts';
import { coreCount, coresOf } from '../../language/machines/divide-cores.ts';
import { homeName } from '../../language/machines/home.ts';
import type { HyperschedServices } from '../../language/module.ts';
import { type Facts, factsOf } from '../../scheduling/facts/facts.ts';
import { applyChanges } from '../../scheduling/findings/change.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Machine, SystemModel } from '../../scheduling/model/model.ts';
import { frameOf, traitsOf } from '../../scheduling/model/policies.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { nodeAt } from './refactorings/refactoring.ts';
import { touches } from './touches.ts';

/** A list of cores for a pool, and the system with it. */
interface CoreList {
  readonly cores: readonly number[];
  readonly model: SystemModel;
}

/** Lists to try for a pool, the fewest cores first. Nothing is proven of them yet. */
export interface CoreLists {
  readonly system: AnalyzedSystem;
  /** The pool's name in the system model. */
  readonly pool: string;
  readonly lists: readonly CoreList[];
  /** The list by which the others are judged: all cores that it can have; `null` if it has it. */
  readonly all: CoreList | null;
}

/** The number of lists that are tried. Each costs an analysis of the whole system. */
const LIST_LIMIT = 16;

/** Shorter lists for the pools that pass and whose name or list of cores a range touches. */
export function shorterLists(
  uri: string,
  range: Range,
  systems: readonly AnalyzedSystem[],
): readonly CoreLists[] {
  return systems.flatMap((system) => {
    const { analysis, places } = system;
    return factsOf(analysis).machines.flatMap(({ machine, host }): CoreLists[] => {
      const element = { kind: 'machine', machine: machine.name } as const;
      const place = places.find(element);
      const here = [place?.name, place?.attribute('cores')?.whole].some(
        (each) => each?.uri === uri && touches(each.range, range),
      );
      const passes = host.verdict.kind === 'schedulable' && machine.domains.length > 0;
      if (!here || !passes || machine.pool === undefined) return [];
      const least = Math.ceil(host.utilization - 1e-9);
      const lists = chosenAmong(machine, machine.cores, least)
        .filter((cores) => cores.length < machine.cores.length)
        .map((cores) => withCores(system.model, machine.name, cores));
      return lists.length === 0 ? [] : [{ system, pool: machine.name, lists, all: null }];
    });
  });
}

/** Lists for the pool of a diagnostic that has none, from the cores that no pool has. */
export function firstLists(
  document: LangiumDocument,
  { code, range }: Diagnostic,
  systems: readonly AnalyzedSystem[],
  services: HyperschedServices,
): readonly CoreLists[] {
  const pool = code === 'pool/no-cores' ? nodeAt(document, range, isPool) : undefined;
  if (pool === undefined || coreCount(pool.$container) === undefined) return [];
  const name = homeName(pool);
  return systems.flatMap((system): CoreLists[] => {
    const spare = spareCores(pool, factsOf(system.analysis));
    const model = (cores: readonly number[]): SystemModel =>
      lower(system.root, services, new Map([[name, cores]])).model;
    const home = spare.length === 0 ? undefined : homeIn(model(spare), name);
    if (home === undefined) return [];
    const kept = chosenAmong(home, spare.toReversed(), 1);
    // A window without a core lies on the lowest one, so it has to be lowered with its own list.
    const lists = kept.map((cores) => ({ cores, model: model(cores) }));
    return [{ system, pool: name, lists, all: { cores: spare, model: model(spare) } }];
  });
}

function homeIn({ machines }: SystemModel, name: string): Machine | undefined {
  return machines.find((machine) => machine.name === name);
}

/** The cores that a pool can have: those of no pool, but the ones that others need there. */
function spareCores(pool: Pool, facts: Facts): readonly number[] {
  const machine = pool.$container;
  const own = facts.machine(machine.name)?.machine;
  const named = own === undefined ? new Set() : namedCores(own);
  const spare = coresOf(machine).filter((core) => !named.has(core));
  const isNeeded = own !== undefined && own.domains.length > 0 && named.size === 0;
  return isNeeded ? spare.slice(1) : spare;
}

/**
 * Lists with the cores that VCPUs name and then the first of `order`, the shortest first; none if
 * one of the named cores is not among these. Windows tell all the cores that they need.
 */
function chosenAmong(
  machine: Machine | CompletedMachine,
  order: readonly number[],
  least: number,
): readonly (readonly number[])[] {
  const named = namedCores(machine);
  if ([...named].some((core) => !order.includes(core))) return [];
  const free = order.filter((core) => !named.has(core));
  const byWindows = traitsOf(machine.policy).gives === 'windows';
  const shortest = Math.max(1, named.size, least);
  const longest = byWindows ? shortest : order.length;
  const lengths = Array.from({ length: longest - shortest + 1 }, (_, index) => shortest + index);
  return lengths
    .slice(0, LIST_LIMIT)
    .map((length) => [...named, ...free.slice(0, length - named.size)].toSorted((a, b) => a - b));
}

/** The cores that VCPUs write, and those on which windows lie. */
function namedCores({ policy, domains }: Machine | CompletedMachine): ReadonlySet<number> {
  const vcpus = domains.flatMap((domain): readonly Placed[] => domain.vcpus);
  const written = vcpus.flatMap(({ core, computed }) =>
    core === undefined || core === null || computed?.core === true ? [] : [core],
  );
  const frame = frameOf(policy);
  const windows = [
    ...(frame?.windows ?? []),
    ...(frame?.open?.vcpus ?? []),
    ...(frame?.plans ?? []).flatMap((plan) => [...plan.windows, ...(plan.open ?? [])]),
  ];
  return new Set([...written, ...windows.map(({ core = 0 }) => core)]);
}

interface Placed {
  readonly core?: number | null;
  readonly computed?: { readonly core: boolean };
}

function withCores(model: SystemModel, machine: string, cores: readonly number[]): CoreList {
  const element = { kind: 'machine', machine } as const;
  return { cores, model: applyChanges(model, [{ kind: 'cores', element, cores }]) };
}
