import { coreLane } from '../../../messages/page/lanes.ts';
import { type Element, elementKey } from '../../../scheduling/model/element.ts';
import type { TraceNames } from '../../../scheduling/simulation/trace.ts';

/**
 * One lane of the timeline. `index` counts within its kind as the trace's names do; `parent` is
 * another lane's key. A lane keeps its key from run to run.
 */
export interface Lane {
  readonly key: string;
  readonly kind: LaneKind;
  readonly index: number;
  readonly element: Element;
  readonly label: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly hasChildren: boolean;
}

export type LaneKind = 'machine' | 'core' | 'vcpu' | 'task';

/**
 * The lanes of a run, parents before children: machine, cores, VCPUs, tasks. A VCPU that may run on
 * several cores, and a task that may run on several VCPUs, stand below the machine, after those
 * that are bound.
 */
export function lanesOf(names: TraceNames): Lane[] {
  const lanes: Lane[] = [];
  names.machines.forEach((machine, index) => {
    const element: Element = { kind: 'machine', machine };
    const key = elementKey(element);
    lanes.push({
      key,
      kind: 'machine',
      index,
      element,
      label: machine,
      parent: null,
      depth: 0,
      hasChildren: true,
    });
    names.cores.forEach((core, at) => {
      if (core.machine === index) lanes.push(...coreLanes(names, at, machine, key));
    });
    names.vcpus.forEach((vcpu, at) => {
      if (vcpu.machine === index && vcpu.core < 0) lanes.push(...vcpuLanes(names, at, key, 1));
    });
    const domains = new Set(
      names.vcpus.filter((vcpu) => vcpu.machine === index).map(({ domain }) => domain),
    );
    names.tasks.forEach((task, at) => {
      if (task.vcpu < 0 && domains.has(task.domain)) lanes.push(taskLane(names, at, key, 1));
    });
  });
  return withDistinctKeys(lanes);
}

/** Whether a person would see no difference. */
export function sameLanes(lanes: readonly Lane[], others: readonly Lane[]): boolean {
  return (
    lanes.length === others.length &&
    lanes.every((lane, at) => {
      const { key, kind, index, label, parent, depth, hasChildren } = others[at] ?? lane;
      return (
        lane.key === key &&
        lane.kind === kind &&
        lane.index === index &&
        lane.label === label &&
        lane.parent === parent &&
        lane.depth === depth &&
        lane.hasChildren === hasChildren
      );
    })
  );
}

function coreLanes(names: TraceNames, index: number, machine: string, parent: string): Lane[] {
  const core = names.cores[index]?.core ?? 0;
  const element: Element = { kind: 'core', machine, core };
  const key = elementKey(element);
  const vcpus = names.vcpus.flatMap((vcpu, number) => (vcpu.core === index ? [number] : []));
  return [
    {
      key,
      kind: 'core',
      index,
      element,
      label: coreLane(core),
      parent,
      depth: 1,
      hasChildren: vcpus.length > 0,
    },
    ...vcpus.flatMap((vcpu) => vcpuLanes(names, vcpu, key, 2)),
  ];
}

/** A scenario may add a task under a name that was used before. */
function withDistinctKeys(lanes: readonly Lane[]): Lane[] {
  const seen = new Set<string>();
  return lanes.map((lane) => {
    const key = seen.has(lane.key) ? `${lane.key}#${lane.index}` : lane.key;
    seen.add(key);
    return { ...lane, key };
  });
}

function vcpuLanes(names: TraceNames, index: number, parent: string, depth: number): Lane[] {
  const name = names.vcpus[index];
  if (name === undefined) return [];
  const { domain, vcpu } = name;
  const tasks = names.tasks.flatMap((task, at) => (task.vcpu === index ? [at] : []));
  const element: Element = { kind: 'vcpu', domain, vcpu };
  const key = elementKey(element);
  return [
    {
      key,
      kind: 'vcpu',
      index,
      element,
      label: `${domain}.${vcpu}`,
      parent,
      depth,
      hasChildren: tasks.length > 0,
    },
    ...tasks.map((task) => taskLane(names, task, key, depth + 1)),
  ];
}

function taskLane({ tasks }: TraceNames, index: number, parent: string, depth: number): Lane {
  const { domain, task, vcpu } = tasks[index] ?? { domain: '', task: '', vcpu: -1 };
  const element: Element = { kind: 'task', domain, task };
  return {
    key: elementKey(element),
    kind: 'task',
    index,
    element,
    label: vcpu < 0 ? `${domain}.${task}` : task,
    parent,
    depth,
    hasChildren: false,
  };
}
