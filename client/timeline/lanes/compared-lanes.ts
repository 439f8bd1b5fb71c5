import { elementKey } from '../../../scheduling/model/element.ts';
import type { FirstCounts } from '../../../scheduling/simulation/compare/side-by-side.ts';
import type { TraceNames } from '../../../scheduling/simulation/trace.ts';
import { type Lane, type LaneKind, lanesOf, withDistinctKeys } from './lane.ts';
import { fullName } from './layout.ts';

/** The letters of two runs side by side. */
const runLetters = ['A', 'B'] as const;

const countOf: Readonly<Record<LaneKind, keyof FirstCounts>> = {
  machine: 'machines',
  pool: 'machines',
  core: 'cores',
  vcpu: 'vcpus',
  task: 'tasks',
};

/**
 * The lanes of two runs side by side: below each lane of the first run stands the same one of the
 * second, then those that the second has alone. A letter tells whose a lane is.
 */
export function comparedLanes(names: TraceNames, first: FirstCounts): Lane[] {
  const left = lanesOf(namesOfFirst(names, first));
  const right = lanesOf(namesOfSecond(names, first)).map((lane) => ({
    ...lane,
    index: lane.index < 0 ? lane.index : lane.index + first[countOf[lane.kind]],
  }));
  const [hostsLeft, hostsRight] = [hostsIn(left), hostsIn(right)];
  const own = new Map(right.map((lane) => [sameKey(lane, hostsRight, hostsLeft), lane]));
  const letter = (lane: Lane, at: 0 | 1): Lane => ({
    ...lane,
    label: hasOwnRow(lane) ? `${runLetters[at]} ${fullName(lane)}` : lane.label,
  });
  const joined = left.flatMap((lane): Lane[] => {
    const same = sameKey(lane, hostsLeft, hostsRight);
    const other = own.get(same);
    if (other === undefined) return [letter(lane, 0)];
    own.delete(same);
    // The machines and pools of both runs hold the same lanes, so that one of them is enough.
    if (!hasOwnRow(lane)) return [lane];
    const { parent, depth } = lane;
    const second = { ...letter(other, 1), parent, depth, hasChildren: false };
    return [{ ...letter(lane, 0), hasChildren: false }, second];
  });
  const alone = [...own.values()].map((lane) => letter(lane, 1));
  return withDistinctKeys(flattened([...joined, ...alone]));
}

function hasOwnRow({ kind }: Lane): boolean {
  return kind !== 'machine' && kind !== 'pool';
}

function namesOfFirst(names: TraceNames, by: FirstCounts): TraceNames {
  return {
    machines: names.machines.slice(0, by.machines),
    ...(names.pools === undefined ? {} : { pools: names.pools.slice(0, by.machines) }),
    cores: names.cores.slice(0, by.cores),
    vcpus: names.vcpus.slice(0, by.vcpus),
    tasks: names.tasks.slice(0, by.tasks),
  };
}

/** The names of the second run, whose indices count from 0 again. */
function namesOfSecond(names: TraceNames, by: FirstCounts): TraceNames {
  const again = (index: number, count: number) => (index < 0 ? index : index - count);
  return {
    machines: names.machines.slice(by.machines),
    ...(names.pools === undefined ? {} : { pools: names.pools.slice(by.machines) }),
    cores: names.cores
      .slice(by.cores)
      .map((core) => ({ ...core, machine: core.machine - by.machines })),
    vcpus: names.vcpus.slice(by.vcpus).map((vcpu) => ({
      ...vcpu,
      machine: vcpu.machine - by.machines,
      core: again(vcpu.core, by.cores),
    })),
    tasks: names.tasks
      .slice(by.tasks)
      .map((task) => ({ ...task, vcpu: again(task.vcpu, by.vcpus) })),
  };
}

function hostsIn(lanes: readonly Lane[]): readonly string[] {
  return lanes.filter(({ kind }) => kind === 'machine').map(({ label }) => label);
}

/**
 * The key of the lane in both runs. A machine that the other run does not name is the one at its
 * place there, since a recorded host may have another name; its cores are the same by number.
 */
function sameKey(
  { kind, element, label }: Lane,
  own: readonly string[],
  others: readonly string[],
): string {
  const placeOf = (host: string) => (others.includes(host) ? host : String(own.indexOf(host)));
  const isAtPlace = (host: string) => !others.includes(host) || !own.includes(host);
  if (element.kind === 'core' && isAtPlace(element.machine)) return `core ${element.core}`;
  if (kind === 'machine') return `machine ${own.length === 1 ? '' : placeOf(label)}`;
  return elementKey(element);
}

/** Pairs of lanes stand below their machine or pool: a core of one run holds none of the other. */
function flattened(lanes: readonly Lane[]): readonly Lane[] {
  const byKey = new Map(lanes.map((lane) => [lane.key, lane]));
  return lanes.map((lane) => {
    let parent = byKey.get(lane.parent ?? '');
    while (parent !== undefined && hasOwnRow(parent)) parent = byKey.get(parent.parent ?? '');
    const depth = parent === undefined ? (hasOwnRow(lane) ? 1 : 0) : parent.depth + 1;
    return { ...lane, parent: parent?.key ?? null, depth };
  });
}
