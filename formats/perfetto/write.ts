import {
  type EventKind,
  eventKinds,
  segmentKinds,
  type Trace,
} from '../../scheduling/simulation/trace.ts';
import { type EventPacket, eventType, PacketWriter } from './packets.ts';
import { Tracks } from './tracks.ts';
import { coreUtilization } from './utilization.ts';

const PACKETS_A_PIECE = 20_000;

/**
 * Writes a run for Perfetto's trace viewer (ui.perfetto.dev). The pieces are to be written one
 * after the other. The tracks are machines, their cores with a counter of utilization, VCPUs and
 * tasks. A job is a flow from its release to its completion. Misses, budget events and the outcomes
 * of the scenario's actions are instants; an action has its name where `scenario` has it. Times are
 * in ns from the run's start.
 */
export function* perfettoTrace(
  trace: Trace,
  scenario: readonly { readonly index: number; readonly action: string }[] = [],
): Generator<Uint8Array<ArrayBuffer>> {
  const writer = new PacketWriter();
  const tracks = new Tracks(trace.names);
  for (const track of tracks.all) writer.track(track);
  yield writer.take();
  let packets = 0;
  const actions = new Map(scenario.map(({ index, action }) => [index, action]));
  const decisions = (...of: Parameters<typeof slices>): Generator<void> => instants(...of, actions);
  for (const write of [slices, decisions, utilization]) {
    for (const _ of write(trace, tracks, writer)) {
      if (++packets % PACKETS_A_PIECE === 0) yield writer.take();
    }
  }
  yield writer.take();
}

/** Writes each segment on the tracks of its core, its VCPU and its task. */
function* slices(
  { segments, names }: Trace,
  tracks: Tracks,
  writer: PacketWriter,
): Generator<void> {
  const vcpuNames = names.vcpus.map(({ domain, vcpu }) => `${domain}.${vcpu}`);
  for (let row = 0; row < segments.count; row++) {
    const kind = segmentKinds[segments.kind[row] as number] as string;
    const vcpu = segments.vcpu[row] as number;
    const task = segments.task[row] as number;
    const begin = segments.start[row] as number;
    const end = segments.end[row] as number;
    const onCore =
      kind === 'switch' ? `switch to ${vcpuNames[vcpu] ?? 'idle'}` : (vcpuNames[vcpu] ?? kind);
    const slice = (track: number, name: string): void => {
      writer.event({ timestamp: begin, type: eventType.sliceBegin, track, name, category: kind });
      writer.event({ timestamp: end, type: eventType.sliceEnd, track });
    };
    slice(tracks.core(segments.core[row] as number), onCore);
    if (kind !== 'switch' && vcpu >= 0) {
      const running = kind === 'run' ? (names.tasks[task]?.task ?? kind) : kind;
      slice(tracks.vcpu(vcpu), running);
    }
    if (kind === 'run' && task >= 0) slice(tracks.task(task), `job ${segments.job[row]}`);
    yield;
  }
}

/** An event with its data; `action` is the scenario's action. */
interface Told {
  readonly kind: EventKind;
  readonly job: number;
  readonly flow: number;
  readonly action: () => string;
}

interface Instant extends Pick<EventPacket, 'flow' | 'endOfFlow'> {
  readonly on: 'task' | 'vcpu' | 'scenario';
  readonly name: string;
}

const onVcpu = ({ kind }: Told): Instant => ({ on: 'vcpu', name: kind });
const onScenario = ({ kind, action }: Told): Instant => ({
  on: 'scenario',
  name: `${kind} ${action()}`,
});

/** The instant of each kind of event; `null` where the slices show it. */
const instantOf: Readonly<Record<EventKind, ((told: Told) => Instant) | null>> = {
  release: ({ job, flow }) => ({ on: 'task', name: `release ${job}`, flow }),
  start: null,
  preempt: null,
  resume: null,
  complete: ({ job, flow }) => ({ on: 'task', name: `complete ${job}`, endOfFlow: flow }),
  miss: ({ job }) =>
    job < 0
      ? { on: 'vcpu', name: 'deadline missed' }
      : { on: 'task', name: `deadline missed ${job}` },
  replenish: onVcpu,
  exhaust: onVcpu,
  switch: null,
  admit: onScenario,
  refuse: onScenario,
  migrate: onVcpu,
  'in-force': ({ action }) => ({ on: 'scenario', name: `in force ${action()}` }),
  plan: ({ action }) => ({ on: 'scenario', name: `in force ${action()}` }),
};

function* instants(
  { events, names }: Trace,
  tracks: Tracks,
  writer: PacketWriter,
  actions: ReadonlyMap<number, string>,
): Generator<void> {
  const jobs = names.tasks.length;
  for (let row = 0; row < events.count; row++) {
    const kind = eventKinds[events.kind[row] as number] as EventKind;
    const task = events.task[row] as number;
    const job = events.job[row] as number;
    const shown = instantOf[kind]?.({
      job,
      // The number is distinct for every job of every task, and never 0.
      flow: 1 + job * jobs + task,
      kind,
      action: () => actions.get(job) ?? `step ${job}`,
    });
    if (shown === undefined) continue;
    const { on, ...rest } = shown;
    const track = {
      task: () => tracks.task(task),
      vcpu: () => tracks.vcpu(events.vcpu[row] as number),
      scenario: () => tracks.scenario,
    }[on]();
    const timestamp = events.time[row] as number;
    writer.event({ timestamp, type: eventType.instant, category: kind, track, ...rest });
    yield;
  }
}

function* utilization(trace: Trace, tracks: Tracks, writer: PacketWriter): Generator<void> {
  for (const { core, time, percent } of coreUtilization(trace)) {
    const track = tracks.utilization(core);
    writer.event({ timestamp: time, type: eventType.counter, track, value: percent });
    yield;
  }
}
