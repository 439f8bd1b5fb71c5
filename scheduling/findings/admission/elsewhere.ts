import { analyzeMachine } from '../../host/machine.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import type { Domain, Machine } from '../../model/model.ts';
import { givesShares, isPartitioned, traitsOf } from '../../model/policies.ts';
import type { Change } from '../change.ts';
import type { Remedy, RemedyKind } from '../remedies.ts';
import type { RefusedStep } from './refused-step.ts';

/** The number of places of each kind that are tried. Each costs an admission test. */
const PLACES = 8;

/**
 * Another core, VCPU, machine or pool for what the step starts, adds or moves: of each the first
 * that works, the emptiest first.
 */
export function* elsewhere(step: RefusedStep): Generator<void, readonly Remedy[]> {
  const found: Remedy[] = [];
  for (const remedy of places(step)) {
    if (found.some(({ kind }) => kind === remedy.kind)) continue;
    yield;
    if (step.admits(remedy.changes)) found.push(remedy);
  }
  return found;
}

function places(step: RefusedStep): readonly Remedy[] {
  const { action, state, element } = step;
  const { machines } = state.model;
  switch (action.kind) {
    case 'start':
      return action.domains.flatMap((name) => {
        const home = machines.find(({ domains }) => domains.some((each) => each.name === name));
        const domain = home?.domains.find((each) => each.name === name);
        if (home === undefined || domain === undefined) return [];
        return [...otherCores(step, home, domain), ...otherHomes(step, home, domain)];
      });
    case 'add': {
      const { task, domain: name } = action;
      const domain = state.running.find((one) => one.domain.name === name)?.domain;
      if (domain === undefined || task.vcpu === undefined) return [];
      return domain.vcpus
        .filter((vcpu) => vcpu.name !== task.vcpu)
        .slice(0, PLACES)
        .map((vcpu) =>
          remedy('redirect', [
            { kind: 'redirect', element, subject: task.name, to: [name, vcpu.name] },
          ]),
        );
    }
    case 'migrate': {
      const one = state.running.find(({ domain }) => domain.name === action.domain);
      const subject = action.domain;
      return byLoad(step)
        .filter(({ name }) => name !== action.machine && name !== one?.machine)
        .slice(0, PLACES)
        .map(({ host, pool }) => {
          const to = pool === undefined ? [host] : [host, pool];
          return remedy('redirect', [{ kind: 'redirect', element, subject, to }]);
        });
    }
    case 'stop':
    case 'remove':
    case 'set':
    case 'plan':
      return [];
  }
}

function remedy(kind: RemedyKind, changes: readonly Change[]): Remedy {
  return { kind, changes, preferred: false };
}

/** Another core for one VCPU whose core is written, the emptiest first. */
function otherCores(step: RefusedStep, home: Machine, { name, vcpus }: Domain): readonly Remedy[] {
  if (!isPartitioned(home.policy)) return [];
  const cores = coresByLoad(step, home);
  return vcpus
    .flatMap(({ name: vcpu, core }) =>
      core === undefined
        ? []
        : cores
            .filter((other) => other !== core)
            .map((other) => remedy('move', [setCore(name, vcpu, other)])),
    )
    .slice(0, PLACES);
}

/** Another machine or pool for a domain, the emptiest first, with its written cores there. */
function otherHomes(step: RefusedStep, home: Machine, domain: Domain): readonly Remedy[] {
  if (traitsOf(home.policy).gives === 'windows') return [];
  return byLoad(step)
    .filter((target) => target.name !== home.name && fits(domain, target))
    .slice(0, PLACES)
    .map((target) => {
      const { host, pool } = target;
      const element = { kind: 'domain', domain: domain.name } as const;
      const cores = coresByLoad(step, target);
      const pinned = domain.vcpus
        .filter(({ core }) => core !== undefined)
        .map(({ name }, index) => setCore(domain.name, name, cores[index % cores.length] ?? 0));
      const to = pool === undefined ? { host } : { host, pool };
      return remedy('put', [{ kind: 'put', element, ...to }, ...pinned]);
    });
}

function setCore(domain: string, vcpu: string, value: number): Change {
  return { kind: 'set', element: { kind: 'vcpu', domain, vcpu }, attribute: 'core', value };
}

/** Whether a domain can stand on a machine that promises something, without windows of its own. */
function fits({ vcpus }: Domain, { policy }: Machine): boolean {
  if (givesShares(policy) || traitsOf(policy).gives === 'windows') return false;
  const { order } = traitsOf(policy);
  return order !== 'priority' || vcpus.every(({ priority }) => priority !== undefined);
}

/** The machines and pools, the emptiest first. */
function byLoad({ state }: RefusedStep): readonly Machine[] {
  const load = new Map(
    state.completed.machines.map((machine) => [machine.name, loadOf(machine)] as const),
  );
  return [...state.model.machines].sort(
    (a, b) => (load.get(a.name) ?? 0) - (load.get(b.name) ?? 0),
  );
}

function loadOf(machine: CompletedMachine): number {
  return analyzeMachine(machine, []).utilization / machine.cores.length;
}

/** The cores of a machine, the emptiest of the running system first. */
function coresByLoad({ state }: RefusedStep, { name, cores }: Machine): readonly number[] {
  const running = state.completed.machines.find((machine) => machine.name === name);
  const host = running === undefined ? [] : analyzeMachine(running, []).cores;
  const load = new Map(host.map(({ core, utilization }) => [core, utilization]));
  return [...cores].sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || a - b);
}
