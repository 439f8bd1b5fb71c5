import { keyOfVcpu, vcpuKey } from '../../host/vcpu-name.ts';
import type { VcpuName } from '../../model/analysis.ts';
import type { Detour } from '../../model/changes/change-wait.ts';
import type { CompletedModel, CompletedVcpu } from '../../model/completed.ts';
import type { Action, MachinePolicy, ScenarioStep } from '../../model/model.ts';
import { hasServers, type PolicyTraits, traitsOf } from '../../model/policies.ts';
import { leaveBy } from '../../scenario/changes/leave.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, VcpuRow } from '../engine/layout.ts';
import type { TaskState } from '../engine/state/task-state.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { chosenVcpu, sameInterface } from './interface.ts';
import { domainNumber, machineNumber } from './test-run.ts';

/** One change of an admitted action, which waits in the queues of its places. */
export type Change = InterfaceChange | LoadChange;

interface OfStep {
  readonly step: number;
  /** The first of the steps that were admitted as one: their changes come in any order. */
  readonly first: number;
}

/** The interface or the core of one VCPU, on its machine. */
export interface InterfaceChange extends OfStep {
  readonly kind: 'interface';
  readonly domain: number;
  /** The machine on which the VCPU is then. */
  readonly machine: number;
  readonly vcpu: VcpuState;
  readonly to: CompletedVcpu;
  /** Whether it goes to a third core, and on from there. */
  readonly stopsOver?: true;
  /** Whether it waits until its guest is quiet, however long, if the guest does not bear it. */
  readonly whenQuiet?: true;
}

/** A domain that comes or moves, or a task that comes. */
type LoadChange = ComingDomain | ComingTask;

export interface ComingDomain extends OfStep {
  readonly kind: 'start' | 'migrate';
  readonly domain: number;
  readonly machine: number;
  /** Its VCPUs with the interfaces that they have there. */
  readonly vcpus: readonly { readonly vcpu: VcpuState; readonly to: CompletedVcpu }[];
}

export interface ComingTask extends OfStep {
  readonly kind: 'add';
  readonly domain: number;
  readonly task: TaskState;
}

/**
 * The changes of steps that were admitted as one, from the index of the first on, in the order in
 * which they are tried; without what leaves. Tasks come last: they are proven with the interfaces
 * that their domains have in the end, and where these are then.
 */
export function changesOf(
  engine: Engine,
  steps: readonly Pick<ScenarioStep, 'action'>[],
  first: number,
  before: SystemState,
  after: SystemState,
  via: Detour | undefined,
): readonly Change[] {
  const all = steps.flatMap(({ action }, index) =>
    loadChanges(engine, action, { step: first + index, first }, after),
  );
  const loads = withoutRepeats(all).filter(
    // One that goes away and comes back at one instant stays.
    ({ kind, domain }) =>
      kind !== 'migrate' || machineOf(engine, domain, before) !== machineOf(engine, domain, after),
  );
  const domains = loads.filter((load) => load.kind !== 'add');
  const tasks = loads.filter((load) => load.kind === 'add');
  const coming = new Set(domains.map(({ domain }) => domain));
  const stepOf = (vcpu: VcpuState): number => {
    const own = steps.findLastIndex(
      ({ action }) => action.kind === 'set' && isNamed(engine, vcpu, action),
    );
    return first + Math.max(0, own);
  };
  const leave = leaveBy(steps.map(({ action }) => action));
  const interfaces = interfaceChanges(engine, { first, stepOf, leave }, before, after, coming);
  const straight = [...interfaces, ...domains];
  const moves = via === undefined ? straight : detoured(engine, straight, { before, via });
  return [...moves, ...tasks];
}

/** The changes with the detour that one of their VCPUs takes. */
function detoured(
  engine: Engine,
  changes: readonly (InterfaceChange | ComingDomain)[],
  { before, via }: { readonly before: SystemState; readonly via: Detour },
): readonly Exclude<Change, ComingTask>[] {
  const machine = machineNumber(engine, via.machine);
  const { core } = via;
  return changes.flatMap((change): readonly Exclude<Change, ComingTask>[] => {
    const { domain, step, first } = change;
    const vcpus = change.kind === 'interface' ? [change] : change.vcpus;
    const own = vcpus.find(({ vcpu }) => isNamed(engine, vcpu, via));
    if (own === undefined) return [change];
    const { vcpu, to } = own;
    const of = { kind: 'interface', step, first, domain, machine, vcpu } as const;
    if (change.kind !== 'interface' && change.machine === machine) {
      const there = change.vcpus.map((each) =>
        each === own ? { vcpu, to: { ...to, core } } : each,
      );
      return [
        { ...change, vcpus: there },
        { ...of, to },
      ];
    }
    const from = chosenVcpu(engine, vcpu, before.completed);
    return from === null ? [change] : [{ ...of, to: { ...from, core }, stopsOver: true }, change];
  });
}

function isNamed(engine: Engine, vcpu: VcpuState, name: VcpuName): boolean {
  return keyOf(engine, vcpu) === keyOfVcpu(name);
}

function keyOf(engine: Engine, { index }: VcpuState): string {
  const row = engine.layout.vcpus[index] as VcpuRow;
  const { name } = (engine.layout.domains[row.domain] as DomainRow).domain;
  return vcpuKey(name, row.vcpu.name);
}

/**
 * A domain that comes several times in one go comes once: by its last start, else by its last move.
 * All of them lead to the same machine and interfaces.
 */
function withoutRepeats(loads: readonly LoadChange[]): readonly LoadChange[] {
  const coming = (domain: number): readonly LoadChange[] =>
    loads.filter((load) => load.domain === domain && load.kind !== 'add');
  return loads.filter((load) => {
    if (load.kind === 'add') return true;
    const all = coming(load.domain);
    return load === (all.findLast(({ kind }) => kind === 'start') ?? all.at(-1));
  });
}

/** The steps that ask for interfaces, and the VCPUs with leave to wait, by their keys. */
interface Asked extends Pick<OfStep, 'first'> {
  readonly stepOf: (vcpu: VcpuState) => number;
  readonly leave: ReadonlySet<string>;
}

/** The changes of interfaces, each of the step that sets it, else of the first. */
function interfaceChanges(
  engine: Engine,
  { first, stepOf, leave }: Asked,
  before: SystemState,
  after: SystemState,
  except: ReadonlySet<number>,
): readonly InterfaceChange[] {
  const changes: InterfaceChange[] = [];
  const had = changedMachines(before.completed, after.completed);
  for (const vcpu of engine.vcpus) {
    const { domain } = vcpu;
    if (except.has(domain)) continue;
    const from = chosenVcpu(engine, vcpu, had.before);
    const to = chosenVcpu(engine, vcpu, had.after);
    if (from === null || to === null || isSame(engine.machineOf(vcpu).policy, from, to)) continue;
    const machine = machineOf(engine, domain, after);
    const more = leave.has(keyOf(engine, vcpu)) ? ({ whenQuiet: true } as const) : {};
    const step = stepOf(vcpu);
    changes.push({ kind: 'interface', step, first, domain, machine, vcpu, to, ...more });
  }
  return changes;
}

/** The machine on which a domain runs in a state of the system; -1 without one. */
function machineOf(engine: Engine, domain: number, { running }: SystemState): number {
  const { name } = (engine.layout.domains[domain] as DomainRow).domain;
  const home = running.find((one) => one.domain.name === name);
  return home === undefined ? -1 : machineNumber(engine, home.machine);
}

const given: ReadonlySet<PolicyTraits['gives']> = new Set(['budgets', 'cores']);

/** Whether a VCPU stays as it is. One with a core of its own has no other interface. */
function isSame(policy: MachinePolicy, from: CompletedVcpu, to: CompletedVcpu): boolean {
  return hasServers(policy) ? sameInterface(from, to) : from.core === to.core;
}

/** The machines that an action changes, of those that give budgets or cores. */
function changedMachines(
  before: CompletedModel,
  after: CompletedModel,
): { readonly before: CompletedModel; readonly after: CompletedModel } {
  const changed = after.machines.map(
    (machine, index) =>
      machine !== before.machines[index] && given.has(traitsOf(machine.policy).gives),
  );
  const only = (model: CompletedModel) => ({
    ...model,
    machines: model.machines.filter((_, index) => changed[index]),
  });
  return { before: only(before), after: only(after) };
}

function loadChanges(
  engine: Engine,
  action: Action,
  of: OfStep,
  after: SystemState,
): readonly LoadChange[] {
  switch (action.kind) {
    case 'start':
      return action.domains.flatMap((name) => coming(engine, 'start', name, of, after));
    case 'migrate':
      return coming(engine, 'migrate', action.domain, of, after);
    case 'add': {
      const domain = domainNumber(engine, action.domain);
      const home = after.running.find((one) => one.domain.name === action.domain);
      if (home?.domain.tasks.includes(action.task) !== true) return [];
      const task = engine.tasks.find(({ index }) => engine.layout.tasks[index]?.step === of.step);
      return task === undefined ? [] : [{ ...of, kind: 'add', domain, task }];
    }
    case 'remove':
    case 'stop':
    case 'set':
    case 'plan':
      return [];
  }
}

function coming(
  engine: Engine,
  kind: ComingDomain['kind'],
  name: string,
  of: OfStep,
  { running, completed }: SystemState,
): readonly ComingDomain[] {
  const domain = domainNumber(engine, name);
  const home = running.find((one) => one.domain.name === name);
  if (domain < 0 || home === undefined) return [];
  const machine = machineNumber(engine, home.machine);
  const vcpus = engine.vcpusOf(domain).flatMap((vcpu) => {
    const to = chosenVcpu(engine, vcpu, completed);
    return to === null ? [] : [{ vcpu, to }];
  });
  return machine < 0 ? [] : [{ ...of, kind, domain, machine, vcpus }];
}

/** The running task of a domain by its name. */
export function runningTask(engine: Engine, domain: number, name: string): TaskState | undefined {
  return engine.tasks.find(
    ({ index, active, domain: own }) =>
      active && own === domain && engine.layout.tasks[index]?.task.name === name,
  );
}
