import type { CompletedVcpu } from '../../model/completed.ts';
import type { Action } from '../../model/model.ts';
import type { SystemState } from '../../scenario/state.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow } from '../engine/layout.ts';
import type { TaskState } from '../engine/state/task-state.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import { chosenVcpu, foreseen, sameInterface } from './interface.ts';
import { domainNumber, machineNumber } from './test-run.ts';

/**
 * One change of an admitted action: the interface of one VCPU, or the load and the machine of one
 * domain.
 */
export type Change = InterfaceChange | LoadChange;

export interface InterfaceChange {
  readonly kind: 'interface';
  readonly step: number;
  readonly domain: number;
  readonly vcpu: VcpuState;
  readonly to: CompletedVcpu;
}

export interface LoadChange {
  readonly kind: 'start' | 'migrate' | 'add' | 'remove';
  readonly step: number;
  readonly domain: number;
  /** The task that comes or goes; empty if none does. */
  readonly task: string;
}

/** The interfaces that have to change, except for those of domains that start or migrate anyway. */
export function interfaceChanges(
  engine: Engine,
  step: number,
  after: SystemState,
  except: ReadonlySet<number>,
): readonly InterfaceChange[] {
  const changes: InterfaceChange[] = [];
  for (const vcpu of engine.vcpus) {
    const { domain } = vcpu;
    if (!vcpu.active || except.has(domain)) continue;
    const to = chosenVcpu(engine, vcpu, after.completed);
    if (to === null || sameInterface(to, foreseen(engine, vcpu))) continue;
    changes.push({ kind: 'interface', step, domain, vcpu, to });
  }
  return changes;
}

/** The changes of an action other than interfaces and stops. */
export function loadChanges(engine: Engine, action: Action, step: number): readonly LoadChange[] {
  const of = (name: string, kind: LoadChange['kind'], task = ''): LoadChange[] => {
    const domain = domainNumber(engine, name);
    return domain < 0 ? [] : [{ kind, step, domain, task }];
  };
  switch (action.kind) {
    case 'start':
      return action.domains.flatMap((name) => of(name, 'start'));
    case 'migrate':
      return of(action.domain, 'migrate');
    case 'add':
      return of(action.domain, 'add', action.task.name);
    case 'remove':
      return of(action.domain, 'remove', action.task);
    case 'stop':
    case 'set':
    case 'plan':
      return [];
  }
}

/** The task that a step adds, or the running one of that name. */
export function taskOf(
  engine: Engine,
  { kind, domain, step, task }: LoadChange,
): TaskState | undefined {
  return engine.tasks.find(({ index, active, domain: own }) => {
    const row = engine.layout.tasks[index];
    return kind === 'add'
      ? row?.step === step
      : active && own === domain && row?.task.name === task;
  });
}

/** The number of the machine on which the domain shall run; −1 if it shall not run. */
export function machineOf(engine: Engine, domain: number, { running }: SystemState): number {
  const { name } = (engine.layout.domains[domain] as DomainRow).domain;
  const home = running.find((one) => one.domain.name === name);
  return home === undefined ? -1 : machineNumber(engine, home.machine);
}
