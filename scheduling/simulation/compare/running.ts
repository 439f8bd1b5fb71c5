import { segmentKinds, type Trace } from '../trace.ts';

/** The stretches in which one VCPU ran, apart from each other and in order of time, in ns. */
export interface Stretches {
  readonly start: readonly number[];
  readonly end: readonly number[];
}

const switching = segmentKinds.indexOf('switch');

/** The stretches of each VCPU of a trace, by index. Two without a gap between them are one. */
export function runningOf({ names, segments }: Trace): readonly Stretches[] {
  const found = names.vcpus.map(() => ({ start: [] as number[], end: [] as number[] }));
  const rows = Array.from({ length: segments.count }, (_, row) => row).sort(
    (a, b) => (segments.start[a] as number) - (segments.start[b] as number),
  );
  for (const row of rows) {
    const own = found[segments.vcpu[row] as number];
    if (own === undefined || segments.kind[row] === switching) continue;
    const start = segments.start[row] as number;
    const end = segments.end[row] as number;
    if (end <= start) continue;
    const last = own.end.at(-1);
    if (last === undefined || last < start) {
      own.start.push(start);
      own.end.push(end);
    } else own.end[own.end.length - 1] = Math.max(last, end);
  }
  return found;
}

/** A stretch in which one of two runs a VCPU and the other does not. Times are in ns. */
export interface Difference {
  readonly from: number;
  readonly to: number;
  /** The run in which the VCPU is on a core. */
  readonly runsIn: 'first' | 'second';
}

/**
 * The stretches longer than `tolerance` in which a VCPU runs in one of two runs only, within
 * `[from, to)`. The second run is later by `shift` on the time axis of the first.
 */
export function differences(
  first: Stretches,
  second: Stretches,
  { from, to, shift, tolerance }: Window,
): readonly Difference[] {
  const edges = [...edgesOf(first, 0, 'first'), ...edgesOf(second, shift, 'second')].sort(
    (a, b) => a.time - b.time,
  );
  const found: Difference[] = [];
  const on = { first: false, second: false };
  let since = from;
  const close = (until: number) => {
    const end = Math.min(until, to);
    if (on.first === on.second || end - since <= tolerance) return;
    found.push({ from: since, to: end, runsIn: on.first ? 'first' : 'second' });
  };
  for (let at = 0; at < edges.length; ) {
    const time = edges[at]?.time ?? to;
    if (time > to) break;
    const before = { ...on };
    const next = { ...on };
    for (; edges[at]?.time === time; at++) {
      const edge = edges[at];
      if (edge !== undefined) next[edge.of] = edge.isStart;
    }
    if (before.first !== next.first || before.second !== next.second) {
      if (time > since) close(time);
      since = Math.max(from, time);
      Object.assign(on, next);
    }
  }
  close(to);
  return found;
}

export interface Window {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
  readonly tolerance: number;
}

interface Edge {
  readonly time: number;
  readonly isStart: boolean;
  readonly of: 'first' | 'second';
}

/** The stretches never touch, so that a start and an end of one run are at different instants. */
function edgesOf({ start, end }: Stretches, shift: number, of: Edge['of']): readonly Edge[] {
  return start.flatMap((time, at): readonly Edge[] => [
    { time: time + shift, isStart: true, of },
    { time: (end[at] ?? time) + shift, isStart: false, of },
  ]);
}
