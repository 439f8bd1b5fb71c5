import { expect, test } from 'vitest';
import { asItIs } from '../../../formats/xen/drift/as-it-is.ts';
import { driftFrom } from '../../../formats/xen/drift/drift.ts';
import { machinesOfHost } from '../../../formats/xen/drift/pairing.ts';
import { hostOf } from '../../../formats/xen/host.ts';
import { writeXenHost } from '../../../formats/xen/host-text.ts';
import { readXen } from '../../../formats/xen/read.ts';
import { driftText } from '../../../messages/formats/xen-drift.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import { Random } from '../../support/generated/random.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';

/** A host of two processors with a pool under RTDS. */
const host = `Name               CPUs   Sched     Active   Domain count
Pool-0               1   credit2       y          1
rt                   1      rtds       y          2
$ xl cpupool-list -c
Name               CPU list
Pool-0             0
rt                 1
$ xl list --cpupool
Name                                        ID   Mem VCPUs	State	Time(s)         Cpupool
Domain-0                                     0   512     1     r-----      19.4          Pool-0
plc                                          2     8     1     ------       4.9              rt
cam                                          3     8     1     ------       3.1              rt
$ xl sched-credit2
Cpupool Pool-0: ratelimit=1000us
Name                                ID Weight  Cap
Domain-0                             0    512    0
$ xl sched-rtds -v all
Cpupool rt: sched=RTDS
Name                                ID VCPU    Period    Budget  Extratime
plc                                  2    0      5000      2000         no
cam                                  3    0     10000      3000        yes
`;

/** The same in words. */
const file = `machine board { cores 2 scheduler credit2 pool rt { cores 1 scheduler RTDS } }
domain dom0 on board { type dom0 weight 512 vcpu v0 }
domain plc on board.rt { vcpu v0 period 5ms budget 2ms task t period 10ms wcet 1ms }
domain cam on board.rt { vcpu main period 10ms budget 3ms extratime task t period 40ms wcet 1ms }
`;

async function seen(text: string, printed = host) {
  const reading = readXen([{ file: 'xl', text: printed }]);
  const { machines } = completeSystem(await modelOf(text));
  return { reading, machines: machinesOfHost(machines, reading, undefined) };
}

async function drift(text: string, printed = host): Promise<readonly string[]> {
  const { reading, machines } = await seen(text, printed);
  return driftFrom(machines, reading, () => null).map(({ drift: what }) => driftText(what));
}

test('a host that is as written has no drift', async () => {
  expect(await drift(file)).toEqual([]);
});

test.each([
  ['budget 2ms', 'budget 1ms', 'plc.v0 has a budget of 2 ms on the host; 1 ms is written.'],
  ['period 5ms', 'period 4ms', 'plc.v0 has a period of 5 ms on the host; 4 ms is written.'],
  ['extratime', '', 'cam.main has extratime on the host, which is not written.'],
  ['2ms', '2ms extratime', 'plc.v0 has no extratime on the host, which is written.'],
  ['weight 512', 'weight 256', 'dom0 has the weight 512 on the host; 256 is written.'],
  [
    'weight 512',
    'weight 512 cap 50',
    'dom0 has the cap 0 on the host, where 0 is none; 50 is written.',
  ],
  ['credit2', 'credit', 'The pool Pool-0 of the host is under credit2; credit is written.'],
  ['cores 2', 'cores 3', 'The pool Pool-0 of the host has core 0; what is written is cores 0, 2.'],
  ['cam on board.rt', 'cam on board', 'cam is in the pool rt of the host; Pool-0 is written.'],
  ['domain plc', 'domain web', 'web is not on the host.'],
  ['domain plc', 'domain web', 'The host also runs plc, which is not written here.'],
  [
    'extratime task t',
    'extratime vcpu w period 5ms budget 1ms task t on main',
    'VCPUs of cam on the host: 1; written: 2.',
  ],
])('%s written as %s', async (from, to, said) => {
  expect(await drift(file.replace(from, to))).toContain(said);
});

/** The host, and the processors on which the VCPU of each domain may run. */
const bound = (allowed: string) => `${host}$ xl vcpu-list
Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)
plc                                  2     0    1   -b-       1.4  ${allowed} / all
cam                                  3     0    1   -b-       1.4  all / all
`;

test.each([
  ['all', []],
  ['0-1', []],
  ['0', ['plc.v0 may run on core 0 of the host only; what is written lets it run on core 1.']],
  ['0,3-5', [expect.stringContaining('may run on cores 0, 3 … 5 of the host only')]],
])('a VCPU that may run on processors %s', async (allowed, said) => {
  expect(await drift(file, bound(allowed))).toEqual(said);
});

test('where a VCPU may not run on every core, nothing is proven', async () => {
  expect(await verdictThere(file, bound('1'))).toContain('cam schedulable');
  const unproven = await verdictThere(file, bound('0'));
  expect(unproven).toEqual(['dom0 unknown', 'plc unknown', 'cam unknown']);
});

test('what the host does not tell is no drift', async () => {
  for (const without of ['xl sched-rtds -v all', 'xl sched-credit2', 'xl cpupool-list -c']) {
    const parts = host.split('$ ').filter((part) => !part.startsWith(without));
    expect(await drift(file, parts.join('$ '))).toEqual([]);
  }
});

test('a domain that is paused is told', async () => {
  expect(
    await drift(
      file,
      host.replace(
        'plc                                          2     8     1     ------',
        'plc 2 8 1 --p---',
      ),
    ),
  ).toEqual(['plc is paused on the host: nothing of it runs.']);
});

test('a budget that Xen needs for the one that is written is no drift', async () => {
  const { reading, machines } = await seen(file.replace('budget 2ms', 'budget 1.9ms'));
  const needs = (xen: number) =>
    driftFrom(machines, reading, () => xen).map(({ drift: what }) => what.kind);
  expect(needs(2_100_000)).toEqual(['budget']);
  expect(
    driftFrom(machines, reading, (domain) => (domain === 'plc' ? 2_000_000 : 3_000_000)),
  ).toEqual([]);
});

/** The verdict on the host as it is, with the tasks of the file. */
async function verdictThere(text: string, printed: string, surcharge = 0) {
  const { reading, machines } = await seen(text, printed);
  const described = hostOf(reading);
  if (described === null) throw new Error('no host');
  const found = await modelOf(writeXenHost(described.host, 'board', ''));
  const { domains } = analyze(asItIs(machines, found, reading, () => surcharge));
  return domains.map(({ domain, verdict }) => `${domain} ${verdict.kind}`);
}

test('what is there is proven with the tasks of the file', async () => {
  expect(await verdictThere(file, host)).toEqual([
    'dom0 unknown',
    'plc schedulable',
    'cam schedulable',
  ]);
  const less = host.replace('5000      2000', '5000       200');
  expect(await verdictThere(file, less)).toContain('plc unschedulable');
  expect(await verdictThere(file, host, 1_900_000)).toContain('plc unschedulable');
});

test('a domain that lacks a VCPU is not proven', async () => {
  const text = file.replace(
    'task t period 10ms wcet 1ms',
    'vcpu w period 5ms budget 1ms task t on w period 10ms wcet 1ms',
  );
  expect(await verdictThere(text, host)).toContain('plc unknown');
});

test('a domain that the file does not know counts with what it takes', async () => {
  const text = file.replace(/domain cam.*\n/, '');
  const { reading, machines } = await seen(text);
  const described = hostOf(reading);
  const found = await modelOf(writeXenHost(described?.host ?? never(), 'board', ''));
  const { machines: proven } = analyze(asItIs(machines, found, reading, () => 0));
  expect(proven.map(({ machine, utilization }) => [machine, utilization])).toContainEqual([
    'board.rt',
    0.7,
  ]);
});

test('damaged outputs give a drift and a system that can be proven', async () => {
  const random = new Random(13);
  const { machines } = completeSystem(await modelOf(file));
  for (let run = 0; run < runs(60); run++) {
    const at = random.whole(0, host.length);
    const other = random.pick(['', '\u0000', '99999999999', '\n', '-', 'plc', 'rt', ' 0 ']);
    const printed = host.slice(0, at) + other + host.slice(at + random.whole(0, 30));
    const reading = readXen([{ file: 'xl', text: printed }]);
    const own = machinesOfHost(machines, reading, undefined);
    driftFrom(own, reading, () => null).map(({ drift: what }) => driftText(what));
    const described = hostOf(reading);
    if (described === null) continue;
    const found = await modelOf(writeXenHost(described.host, 'board', ''));
    expect(() => analyze(asItIs(own, found, reading, () => 0))).not.toThrow();
  }
});

function never(): never {
  throw new Error('no host');
}
