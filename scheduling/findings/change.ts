import type { Element } from '../model/element.ts';
import type { Domain, Machine, MachinePolicy, SystemModel, Task, Vcpu } from '../model/model.ts';
import { frameOf } from '../model/policies.ts';
import { applyStepChanges, isStepChange, type StepChange } from './admission/step-change.ts';
import { type Arrival, changePools, type PoolChange } from './change-pools.ts';

/** One change of the written model, as an editor can make it. */
export type Change =
  | StepChange
  /** Sets an attribute, written or not, to a value in ns, or to a core's number. */
  | {
      readonly kind: 'set';
      readonly element: Extract<Element, { kind: 'vcpu' | 'task' }>;
      readonly attribute: 'budget' | 'core' | 'wcet' | 'period' | 'deadline';
      readonly value: number;
    }
  /** Makes a task soft. */
  | { readonly kind: 'soften'; readonly element: Extract<Element, { kind: 'task' }> }
  /** Aligns the releases of a domain. */
  | { readonly kind: 'align'; readonly element: Extract<Element, { kind: 'domain' }> }
  /** Sets the major frame of a machine, in ns. */
  | {
      readonly kind: 'frame';
      readonly element: Extract<Element, { kind: 'machine' }>;
      readonly value: number;
    }
  /** Puts a domain on another pool of its host, or on the cores that no pool has. */
  | {
      readonly kind: 'put';
      readonly element: Extract<Element, { kind: 'domain' }>;
      readonly host: string;
      readonly pool?: string;
    }
  /** Sets the cores of a pool. Those that no pool has then are the machine's. */
  | {
      readonly kind: 'cores';
      readonly element: Extract<Element, { kind: 'machine' }>;
      readonly cores: readonly number[];
    };

/** A change of a domain or inside one. */
export type DomainChange = Exclude<Change, PoolChange | StepChange | { kind: 'frame' }>;

/** The model with the changes applied. A domain that comes to a pool is the last one there. */
export function applyChanges(
  model: SystemModel,
  changes: readonly Change[],
  arrival: Arrival = 'last',
): SystemModel {
  const stepped = applyStepChanges(model, changes.filter(isStepChange));
  const pooled = changePools(stepped, changes.filter(isPoolChange), arrival);
  return {
    ...pooled,
    machines: pooled.machines.map((machine) => ({
      ...machine,
      policy: changes.reduce(
        (policy, change) => changeFrame(machine, policy, change),
        machine.policy,
      ),
      domains: machine.domains.map((domain) => {
        return changes.filter(isDomainChange).reduce(changeDomain, domain);
      }),
    })),
  };
}

function isPoolChange(change: Change): change is PoolChange {
  return change.kind === 'put' || change.kind === 'cores';
}

export function isDomainChange(change: Change): change is DomainChange {
  return !isPoolChange(change) && !isStepChange(change) && change.kind !== 'frame';
}

function changeFrame({ name }: Machine, policy: MachinePolicy, change: Change): MachinePolicy {
  if (change.kind !== 'frame' || change.element.machine !== name) return policy;
  const frame = frameOf(policy);
  return frame === null ? policy : { ...frame, majorFrame: change.value };
}

/** The domain with a change; as it is if the change is one of another. */
export function changeDomain(domain: Domain, change: DomainChange): Domain {
  if (change.element.domain !== domain.name) return domain;
  if (change.kind === 'align') return { ...domain, releases: 'aligned' };
  const { element } = change;
  if (element.kind === 'vcpu') {
    const vcpus = domain.vcpus.map((vcpu) =>
      vcpu.name === element.vcpu ? changeVcpu(vcpu, change) : vcpu,
    );
    return { ...domain, vcpus };
  }
  const tasks = domain.tasks.map((task) =>
    task.name === element.task ? changeTask(task, change) : task,
  );
  return { ...domain, tasks };
}

/** A change below a domain. */
type NumberChange = Exclude<DomainChange, { kind: 'align' }>;

function changeVcpu(vcpu: Vcpu, change: NumberChange): Vcpu {
  if (change.kind === 'soften') return vcpu;
  const { attribute, value } = change;
  if (attribute === 'period') return { ...vcpu, period: { kind: 'fixed', period: value } };
  return attribute === 'wcet' ? vcpu : { ...vcpu, [attribute]: value };
}

/**
 * A deadline equal to the period stays equal to it, as an unwritten one does. Execution times stay
 * in order.
 */
function changeTask(task: Task, change: NumberChange): Task {
  if (change.kind === 'soften') return { ...task, soft: task.soft ?? {} };
  const { attribute, value } = change;
  switch (attribute) {
    case 'period':
      return {
        ...task,
        period: value,
        deadline: task.deadline === task.period ? value : task.deadline,
      };
    case 'wcet':
      return { ...task, wcet: value, bcet: Math.min(task.bcet, value) };
    case 'deadline':
      return { ...task, deadline: value };
    case 'budget':
    case 'core':
      return task;
  }
}
