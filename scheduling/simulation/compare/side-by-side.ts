import type { EventColumns, IndexColumn, SegmentColumns, Trace, TraceNames } from '../trace.ts';

/** The number of elements of each kind that the first run of a joint trace has. */
export interface FirstCounts {
  readonly machines: number;
  readonly cores: number;
  readonly vcpus: number;
  readonly tasks: number;
}

/** Two runs as one trace on one time axis. The elements of the second count on from the first's. */
export interface SideBySide {
  readonly trace: Trace;
  readonly first: FirstCounts;
  /** The instants of the joint trace at which the runs begin, one of them 0. */
  readonly begins: readonly [first: number, second: number];
}

/**
 * Lays two runs side by side; the second begins `shift` ns after the first. The rows of the runs
 * follow each other, so they are not in order of time over both.
 */
export function sideBySide(first: Trace, second: Trace, shift: number): SideBySide {
  const begins = [Math.max(0, -shift), Math.max(0, shift)] as const;
  const counts = {
    machines: first.names.machines.length,
    cores: first.names.cores.length,
    vcpus: first.names.vcpus.length,
    tasks: first.names.tasks.length,
  };
  const trace: Trace = {
    version: 1,
    end: Math.max(first.end + begins[0], second.end + begins[1]),
    names: jointNames(first.names, second.names, counts),
    segments: jointSegments(first.segments, second.segments, begins, counts),
    events: jointEvents(first.events, second.events, begins, counts),
  };
  return { trace, first: counts, begins };
}

function jointNames(first: TraceNames, second: TraceNames, by: FirstCounts): TraceNames {
  const none = (names: TraceNames) => names.pools ?? names.machines.map(() => null);
  const behind = (index: number, count: number) => (index < 0 ? index : index + count);
  return {
    machines: [...first.machines, ...second.machines],
    ...(first.pools === undefined && second.pools === undefined
      ? {}
      : { pools: [...none(first), ...none(second)] }),
    cores: [
      ...first.cores,
      ...second.cores.map((core) => ({ ...core, machine: core.machine + by.machines })),
    ],
    vcpus: [
      ...first.vcpus,
      ...second.vcpus.map((vcpu) => ({
        ...vcpu,
        machine: vcpu.machine + by.machines,
        core: behind(vcpu.core, by.cores),
      })),
    ],
    tasks: [
      ...first.tasks,
      ...second.tasks.map((task) => ({ ...task, vcpu: behind(task.vcpu, by.vcpus) })),
    ],
  };
}

type Begins = readonly [number, number];

function jointSegments(
  first: SegmentColumns,
  second: SegmentColumns,
  begins: Begins,
  by: FirstCounts,
): SegmentColumns {
  return {
    count: first.count + second.count,
    start: times(first.start, second.start, begins),
    end: times(first.end, second.end, begins),
    core: indices(first.core, second.core, by.cores),
    vcpu: indices(first.vcpu, second.vcpu, by.vcpus),
    task: indices(first.task, second.task, by.tasks),
    job: indices(first.job, second.job, 0),
    kind: Uint8Array.from([...first.kind, ...second.kind]),
  };
}

function jointEvents(
  first: EventColumns,
  second: EventColumns,
  begins: Begins,
  by: FirstCounts,
): EventColumns {
  return {
    count: first.count + second.count,
    time: times(first.time, second.time, begins),
    kind: Uint8Array.from([...first.kind, ...second.kind]),
    core: indices(first.core, second.core, by.cores),
    vcpu: indices(first.vcpu, second.vcpu, by.vcpus),
    task: indices(first.task, second.task, by.tasks),
    job: indices(first.job, second.job, 0),
  };
}

function times(first: Float64Array, second: Float64Array, [a, b]: Begins) {
  const joint = new Float64Array(first.length + second.length);
  joint.set(first.map((time) => time + a));
  joint.set(
    second.map((time) => time + b),
    first.length,
  );
  return joint;
}

/** The indices of the second run, those of elements moved behind the first run's; −1 stays. */
function indices(first: IndexColumn, second: IndexColumn, by: number): Int32Array<ArrayBuffer> {
  const joint = new Int32Array(first.length + second.length);
  joint.set(first);
  for (let row = 0; row < second.length; row++) {
    const index = second[row] as number;
    joint[first.length + row] = index < 0 ? index : index + by;
  }
  return joint;
}
