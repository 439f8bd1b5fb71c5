import { fromBinary, toJson } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { Tracks } from '../../formats/perfetto/tracks.ts';
import { perfettoTrace } from '../../formats/perfetto/write.ts';
import { tellRun } from '../../messages/simulation/told-run.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import { simulate } from '../../scheduling/simulation/run/simulate.ts';
import { eventKinds } from '../../scheduling/simulation/trace.ts';
import { modelOf, modelOfFile } from '../support/model-of.ts';
import { traceSchema } from './perfetto-schema.ts';

interface Packet {
  readonly timestamp?: string;
  readonly trustedPacketSequenceId?: number;
  readonly sequenceFlags?: number;
  readonly trackEvent?: {
    readonly type: number;
    readonly trackUuid: string;
    readonly name?: string;
    readonly categories?: readonly string[];
    readonly doubleCounterValue?: number;
    readonly flowIds?: readonly string[];
    readonly terminatingFlowIds?: readonly string[];
  };
  readonly trackDescriptor?: {
    readonly uuid: string;
    readonly name: string;
    readonly parentUuid?: string;
    readonly counter?: object;
  };
}

const [BEGIN, END, INSTANT, COUNTER] = [1, 2, 3, 4];

/** Decodes by Perfetto's schema. An unknown field is an error. */
function decoded(pieces: Iterable<Uint8Array>): readonly Packet[] {
  const bytes = Buffer.concat([...pieces]);
  const message = fromBinary(traceSchema(), bytes);
  expect(unknownFields(message)).toBe(0);
  const { packet } = toJson(traceSchema(), message) as unknown as {
    readonly packet: readonly Packet[];
  };
  return packet;
}

function unknownFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = '$unknown' in value && Array.isArray(value.$unknown) ? value.$unknown.length : 0;
  return Object.values(value).reduce((sum: number, inner) => sum + unknownFields(inner), own);
}

async function testbed() {
  const model = completeSystem(await modelOfFile('examples/paper-testbed.hsched'));
  const { trace } = simulate(model, {
    horizon: 200_000_000,
    supply: { domain: 'guest1', vcpu: 'v0' },
  });
  if (trace === null) throw new Error('no trace was kept');
  return trace;
}

test('tracks for machines, cores, their utilization, VCPUs and tasks, each under where it belongs', async () => {
  const model = completeSystem(await modelOfFile('examples/paper-testbed.hsched'));
  const { trace } = simulate(model, { horizon: 1_000_000 });
  const tracks = decoded(trace === null ? [] : perfettoTrace(trace)).flatMap(
    ({ trackDescriptor }) => trackDescriptor ?? [],
  );
  const nameOf = (uuid: string | undefined) =>
    tracks.find((track) => track.uuid === uuid)?.name ?? null;
  expect(tracks.map(({ name, parentUuid }) => [nameOf(parentUuid), name])).toEqual([
    [null, 'scenario'],
    [null, 'testbed'],
    ['testbed', 'core 0'],
    ['testbed', 'core 1'],
    ['core 0', 'utilization of core 0 (%)'],
    ['core 1', 'utilization of core 1 (%)'],
    ['testbed', 'dom0.io'],
    ['testbed', 'guest1.v0'],
    ['testbed', 'guest2.v0'],
    ['testbed', 'guest2.v1'],
    ['dom0.io', 'dom0.backend'],
    ['guest1.v0', 'guest1.sensor'],
    ['guest1.v0', 'guest1.actuate'],
    ['guest2.v0', 'guest2.decode'],
    ['guest2.v1', 'guest2.encode'],
  ]);
  expect(new Set(tracks.map(({ uuid }) => uuid)).size).toBe(tracks.length);
  expect(tracks.filter(({ counter }) => counter !== undefined)).toHaveLength(2);
});

test('the tracks of pools stand below that of their machine, also where no core is left to it', () => {
  const interval = { period: 5, budget: 2, deadline: 5 };
  const { all } = new Tracks({
    machines: ['board', 'board.rt', 'kit.all'],
    pools: [null, { host: 'board', pool: 'rt' }, { host: 'kit', pool: 'all' }],
    cores: [
      { machine: 0, core: 1 },
      { machine: 1, core: 0 },
      { machine: 2, core: 0 },
    ],
    vcpus: [{ domain: 'b', vcpu: 'v0', machine: 1, core: 1, ...interval }],
    tasks: [{ domain: 'b', task: 'act', vcpu: 0, period: 10, deadline: 10, soft: false }],
  });
  const nameOf = (uuid: number | undefined) => all.find((track) => track.uuid === uuid)?.name;
  expect(
    all
      .filter(({ counter }) => counter === undefined)
      .map(({ name, parent }) => `${nameOf(parent) ?? ''}/${name}`),
  ).toEqual([
    '/scenario',
    '/board',
    'board/rt',
    '/kit',
    'kit/all',
    'board/core 1',
    'rt/core 0',
    'all/core 0',
    'rt/b.v0',
    'b.v0/b.act',
  ]);
  expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(all.length);
});

test('slices begin and end on their tracks, in order', async () => {
  const trace = await testbed();
  const packets = decoded(perfettoTrace(trace));
  const open = new Map<string, number>();
  let slices = 0;
  for (const { timestamp, trackEvent } of packets) {
    if (trackEvent === undefined) continue;
    const { type, trackUuid } = trackEvent;
    if (type === BEGIN) {
      expect(open.has(trackUuid)).toBe(false);
      open.set(trackUuid, Number(timestamp ?? 0));
    } else if (type === END) {
      expect(Number(timestamp)).toBeGreaterThan(open.get(trackUuid) ?? Infinity);
      open.delete(trackUuid);
      slices++;
    }
  }
  expect(open.size).toBe(0);
  expect(slices).toBeGreaterThanOrEqual(trace.segments.count);
});

test('every completed job is a flow from its release to its completion, every miss an instant', async () => {
  const trace = await testbed();
  const packets = decoded(perfettoTrace(trace));
  const counted = (kind: string) =>
    [...trace.events.kind].filter((code) => eventKinds[code] === kind).length;
  const instants = packets.flatMap(({ trackEvent }) =>
    trackEvent !== undefined && trackEvent.type === INSTANT ? [trackEvent] : [],
  );
  const begun = instants.flatMap(({ flowIds }) => flowIds ?? []);
  const ended = instants.flatMap(({ terminatingFlowIds }) => terminatingFlowIds ?? []);
  expect(begun).toHaveLength(counted('release'));
  expect(new Set(begun).size).toBe(begun.length);
  expect(ended).toHaveLength(counted('complete'));
  for (const flow of ended) expect(begun).toContain(flow);
  const misses = instants.filter(({ categories }) => categories?.includes('miss'));
  expect(misses.length).toBe(counted('miss'));
  expect(misses.length).toBeGreaterThan(0);
});

test('the counter says how busy a core was', async () => {
  const model = completeSystem(
    await modelOf(
      'machine m { scheduler null } domain d on m { vcpu v0 task t period 10ms wcet 4ms }',
    ),
  );
  const { trace } = simulate(model, { horizon: 2_000_000_000 });
  const values = decoded(trace === null ? [] : perfettoTrace(trace)).flatMap(({ trackEvent }) =>
    trackEvent?.type === COUNTER ? [trackEvent.doubleCounterValue ?? 0] : [],
  );
  expect(values).toHaveLength(200);
  for (const value of values) expect(value).toBeCloseTo(40, 9);
});

test('all packets are on one sequence, which the first one opens', async () => {
  const packets = decoded(perfettoTrace(await testbed()));
  expect(packets.every(({ trustedPacketSequenceId }) => trustedPacketSequenceId === 1)).toBe(true);
  expect(
    packets.map(({ sequenceFlags }) => sequenceFlags ?? 0).filter((flags) => flags !== 0),
  ).toEqual([1]);
  expect(packets[0]?.sequenceFlags).toBe(1);
});

test('what became of a scenario’s actions is named as it was written', async () => {
  const written = await modelOf(`machine m { scheduler EDF partitioned }
    domain d on m { vcpu v0 period 10ms budget 5ms core 0  task t period 20ms wcet 3ms }
    scenario s on m { at 10ms start d  run 50ms }`);
  const { trace, scenario } = tellRun(
    simulate(completeSystem(written), { scenario: 's', written }),
  );
  const names = decoded(trace === null ? [] : perfettoTrace(trace, scenario)).flatMap(
    ({ trackEvent }) => trackEvent?.name ?? [],
  );
  expect(names).toContain('admit start d');
});
