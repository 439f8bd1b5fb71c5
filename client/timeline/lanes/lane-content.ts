import { segmentKinds } from '../../../scheduling/simulation/trace.ts';
import type { RowIndex } from '../columns/row-index.ts';
import {
  type DrawnKind,
  drawnKinds,
  eventSlot,
  type RunColumns,
  scenarioOwner,
  taskOwner,
  vcpuOwner,
} from '../columns/run-columns.ts';
import type { Slices } from '../drawing/rows/slices.ts';
import { actionMarkers, type Markers, vcpuMarkers } from '../drawing/shapes/markers.ts';
import type { Lane } from './lane.ts';
import { coreSlices, type SegmentSlices, segmentSlices } from './segment-slices.ts';
import { type PendingJob, type Stretches, waitingSlices } from './waiting.ts';

/** The content of one lane. */
export interface LaneContent {
  /** The slices over the full height; absent where nothing executes in the lane. */
  readonly main: SegmentSlices | null;
  /** The slices in the lower part, under `main`. */
  readonly low: Slices | null;
  readonly markers: readonly Markers[];
}

export function laneContent(run: RunColumns, index: RowIndex, lane: Lane): LaneContent {
  switch (lane.kind) {
    case 'machine':
      return {
        main: null,
        low: null,
        markers: actionMarkers.map((kind) => markersOf(run, scenarioOwner(run.names), kind)),
      };
    case 'pool':
      return { main: null, low: null, markers: [] };
    case 'core':
      return { main: coreSlices(run, lane.index), low: null, markers: [] };
    case 'vcpu':
      return {
        main: segmentSlices(run, index.ofVcpu(lane.index)),
        low: null,
        markers: [...vcpuMarkers, 'miss' as const].map((kind) =>
          markersOf(run, vcpuOwner(lane.index), kind),
        ),
      };
    case 'task':
      return taskContent(run, index, lane.index);
  }
}

function taskContent(run: RunColumns, index: RowIndex, task: number): LaneContent {
  const owner = taskOwner(run.names, task);
  const name = run.names.tasks[task];
  const main = segmentSlices(run, index.ofTask(task));
  const release = markersOf(run, owner, 'release');
  const complete = markersOf(run, owner, 'complete');
  const deadline = name?.deadline ?? 0;
  const due = release.times.map((time) => time + deadline);
  const within = due.findLastIndex((time) => time <= run.end) + 1;
  return {
    main,
    low: waitingSlices(
      pendingJobs(run, task, release, complete),
      main,
      supplyOf(run, index, task),
      run.end,
    ),
    markers: [
      release,
      { kind: 'deadline', times: due.subarray(0, within), rowOf: release.rowOf },
      complete,
      markersOf(run, owner, 'miss'),
    ],
  };
}

/** The jobs of a task, each with the instant of its completion or of its drop by a stop. */
function pendingJobs(
  run: RunColumns,
  task: number,
  release: Markers,
  complete: Markers,
): PendingJob[] {
  const { job } = run.events;
  const name = run.names.tasks[task];
  const stops = run.stops.filter(
    (stop) => stop.domain === name?.domain && (stop.task ?? name.task) === name.task,
  );
  const finished = new Map<number, number>();
  complete.times.forEach((time, at) => {
    finished.set(job[complete.rowOf(at)] as number, time);
  });
  return Array.from(release.times, (time, at) => {
    const stop = stops.find((each) => each.time >= time);
    return {
      release: time,
      until: finished.get(job[release.rowOf(at)] as number) ?? stop?.time ?? null,
    };
  });
}

/**
 * The stretches in which the task's guest had a core: its VCPU, or under global scheduling any VCPU
 * of its domain.
 */
function supplyOf(run: RunColumns, index: RowIndex, task: number): Stretches {
  const { tasks, vcpus } = run.names;
  const { vcpu = -1, domain } = tasks[task] ?? {};
  if (vcpu >= 0) return stretches(run, index.ofVcpu(vcpu));
  const all = vcpus.flatMap((other, at) => (other.domain === domain ? [...index.ofVcpu(at)] : []));
  const { start } = run.segments;
  return stretches(
    run,
    Int32Array.from(all).sort((a, b) => (start[a] as number) - (start[b] as number)),
  );
}

/** The given segments without the hypervisor's switches, in which no guest runs. */
function stretches({ segments }: RunColumns, rows: Int32Array): Stretches {
  const start = new Float64Array(rows.length);
  const end = new Float64Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (segments.kind[row] === switchKind) continue;
    start[count] = segments.start[row] as number;
    end[count] = segments.end[row] as number;
    count++;
  }
  return { count, start, end };
}

const switchKind = segmentKinds.indexOf('switch');

/** The columns are views of the run's own, not copies. */
export function markersOf({ events }: RunColumns, owner: number, kind: DrawnKind): Markers {
  const slot = eventSlot(owner, drawnKinds.indexOf(kind));
  const from = events.offsets[slot] ?? 0;
  const to = events.offsets[slot + 1] ?? from;
  return { kind, times: events.time.subarray(from, to), rowOf: (index) => from + index };
}
