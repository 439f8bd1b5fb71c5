import { coreLane } from '../../../messages/page/lanes.ts';
import { type Element, elementKey } from '../../../scheduling/model/element.ts';
import type { TraceNames } from '../../../scheduling/simulation/trace.ts';
import { type HostPool, hostsOf } from '../../../scheduling/simulation/trace-hosts.ts';

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

export type LaneKind = 'machine' | 'pool' | 'core' | 'vcpu' | 'task';

/**
 * The lanes of a run, parents before children: machine, pools, cores, VCPUs, tasks. The cores that
 * no pool has stand directly below the machine, before the pools. A VCPU that may run on several
 * cores, and a task that may run on several VCPUs, stand below the machine or pool, after those
 * that are bound.
 */
export function lanesOf(names: TraceNames): Lane[] {
  const lanes = hostsOf(names).flatMap(({ name, own, pools }): Lane[] => {
    const element: Element = { kind: 'machine', machine: name };
    const key = elementKey(element);
    return [
      {
        key,
        kind: 'machine',
        index: own ?? -1,
        element,
        label: name,
        parent: null,
        depth: 0,
        hasChildren: true,
      },
      ...(own === null ? [] : inside(names, own, key, 1)),
      ...pools.flatMap((pool) => poolLanes(names, pool, key)),
    ];
  });
  return withDistinctKeys(lanes);
}

function poolLanes(names: TraceNames, { machine, name }: HostPool, parent: string): Lane[] {
  const element: Element = { kind: 'machine', machine: names.machines[machine] ?? '' };
  const key = elementKey(element);
  return [
    {
      key,
      kind: 'pool',
      index: machine,
      element,
      label: name,
      parent,
      depth: 1,
      hasChildren: true,
    },
    ...inside(names, machine, key, 2),
  ];
}

/** The lanes inside a machine or pool, a number of the trace's machines. */
function inside(names: TraceNames, machine: number, parent: string, depth: number): Lane[] {
  const domains = new Set(
    names.vcpus.filter((vcpu) => vcpu.machine === machine).map(({ domain }) => domain),
  );
  return [
    ...names.cores.flatMap((core, at) =>
      core.machine === machine ? coreLanes(names, at, parent, depth) : [],
    ),
    ...names.vcpus.flatMap((vcpu, at) =>
      vcpu.machine === machine && vcpu.core < 0 ? vcpuLanes(names, at, parent, depth) : [],
    ),
    ...names.tasks.flatMap((task, at) =>
      task.vcpu < 0 && domains.has(task.domain) ? [taskLane(names, at, parent, depth)] : [],
    ),
  ];
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

function coreLanes(names: TraceNames, index: number, parent: string, depth: number): Lane[] {
  const { machine: number, core } = names.cores[index] ?? { machine: 0, core: 0 };
  const machine = names.machines[number] ?? '';
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
      depth,
      hasChildren: vcpus.length > 0,
    },
    ...vcpus.flatMap((vcpu) => vcpuLanes(names, vcpu, key, depth + 1)),
  ];
}

/** A scenario may add a task under a name that was used before. */
export function withDistinctKeys(lanes: readonly Lane[]): Lane[] {
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
