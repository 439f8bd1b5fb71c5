import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileFix, fileFixOf } from '../../../cli/monitor/file-fix.ts';
import { WrittenFile } from '../../../cli/monitor/written-file.ts';
import { driftFrom } from '../../../formats/xen/drift/drift.ts';
import { machinesOfHost } from '../../../formats/xen/drift/pairing.ts';
import { readXen } from '../../../formats/xen/read.ts';
import { inDirectory } from '../directory.ts';
import { silent } from '../silent-terminal.ts';

/** A host with a pool under RTDS and one under null. */
const host = `Name               CPUs   Sched     Active   Domain count
Pool-0               1   credit2       y          1
rt                   2      rtds       y          2
own                  2      null       y          1
$ xl cpupool-list -c
Name               CPU list
Pool-0             0
rt                 1,4
own                2,3
$ xl list --cpupool
Name                                        ID   Mem VCPUs	State	Time(s)         Cpupool
Domain-0                                     0   512     1     r-----      19.4          Pool-0
plc                                          2     8     1     ------       4.9              rt
cam 2                                        3     8     1     --p---       3.1              rt
fly                                          4     8     1     ------       3.1             own
$ xl vcpu-list
Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)
Domain-0                             0     0    0   r--      18.0  all / all
plc                                  2     0    1   ---       1.5  all / all
cam 2                                3     0    4   ---       2.2  4 / all
fly                                  4     0    2   ---       1.4  2 / all
$ xl sched-credit2
Cpupool Pool-0: ratelimit=1000us
Name                                ID Weight  Cap
Domain-0                             0    512    0
$ xl sched-rtds -v all
Cpupool rt: sched=RTDS
Name                                ID VCPU    Period    Budget  Extratime
plc                                  2    0      5000      2000         no
cam 2                                3    0     10000      3000        yes
`;

const file = `machine board { cores 5  scheduler credit2
  pool rt { cores 1, 4  scheduler RTDS }
  pool own { cores 2-3  scheduler null }
}
domain dom0 on board { type dom0  weight 512  vcpu v0 }
domain plc on board.rt {
  vcpu v0  period 5ms  budget 2ms
  task t  period 10ms  wcet 1ms
}
domain "cam 2" on board.rt { vcpu main  period 10ms  budget 3ms  extratime }
domain fly on board.own { vcpu v0  core 2 }
`;

/** Each difference of a file: its fix in words, its command, and the text with the fix. */
async function differences(text: string) {
  const found: { kind: string; fix: string | null; command: string | null; text: string }[] = [];
  await inDirectory({ 'board.hsched': text }, async (directory) => {
    const path = join(directory, 'board.hsched');
    const written = await new WrittenFile(path, undefined, silent).now();
    if (written.kind === 'refused') throw new Error(written.why);
    const { system } = written;
    const reading = readXen([{ file: 'xl', text: host }]);
    const machines = machinesOfHost(system.completed.machines, reading, undefined);
    for (const each of driftFrom(machines, reading, system.xenBudget)) {
      const fix = fileFixOf(each, system, reading);
      found.push({
        kind: each.drift.kind,
        fix: fix === null ? null : `${fix.removes ? 'no ' : ''}${fix.words}`,
        command: each.command ?? null,
        text: fix === null ? text : fixed(text, fix),
      });
    }
  });
  return found;
}

function fixed(text: string, { edits }: FileFix): string {
  const lines = text.split('\n');
  let changed = text;
  for (const { place, line, text: words } of edits.toReversed()) {
    expect(lines[place.line - 1]).toBe(line);
    const at = (row: number, column: number) =>
      lines.slice(0, row - 1).reduce((length, each) => length + each.length + 1, column - 1);
    const [start, end] = [at(place.line, place.column), at(place.endLine, place.endColumn)];
    changed = changed.slice(0, start) + words + changed.slice(end);
  }
  return changed;
}

/** The words of a text, whatever their order. */
function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).toSorted();
}

const always = [
  { kind: 'paused', fix: null, command: "xl unpause 'cam 2'" },
  { kind: 'affinity', fix: null, command: "xl vcpu-pin 'cam 2' 0 all" },
];
const reserve = (domain: string, rest: string) => `xl sched-rtds -d ${domain} -v 0 ${rest}`;

test('a file that says what is there needs no fix', async () => {
  expect(await differences(file)).toMatchObject(always);
});

describe('a difference is mended on either side', () => {
  test.each([
    ['budget 2ms', 'budget 1.5ms', 'budget 2ms', reserve('plc', '-p 5000 -b 1500 -e 0')],
    ['period 5ms', 'period 4ms', 'period 5ms', reserve('plc', '-p 4000 -b 2000 -e 0')],
    ['3ms  extratime', '3ms', 'extratime', null],
    ['budget 2ms', 'budget 2ms  extratime', 'no extratime', null],
    ['weight 512', 'weight 300', 'weight 512', 'xl sched-credit2 -d Domain-0 -w 300 -c 0'],
    ['weight 512', 'weight 512  cap 50%', 'no cap', 'xl sched-credit2 -d Domain-0 -w 512 -c 50'],
    ['core 2 }', 'core 3 }', 'core 2', 'xl vcpu-pin fly 0 3'],
    ['cores 1, 4', 'cores 1', 'cores 1, 4', null],
    ['plc on board.rt', 'plc on board.own', 'on board.rt', 'xl cpupool-migrate plc own'],
  ])('%s written as %s', async (there, written, fix, command) => {
    const [found, ...others] = (await differences(file.replace(there, written))).filter(
      (each) => each.fix !== null,
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({ fix, command });
    const { text = '' } = found ?? {};
    expect(wordsOf(text)).toEqual(wordsOf(file));
    expect(await differences(text)).toMatchObject(always);
  });

  test('a budget without the switches that Xen charges', async () => {
    const [budget] = await differences(
      file
        .replace('credit2', 'credit2  overheads { switch any -> any 20us }')
        .replace('budget 2ms', 'budget 1.5ms'),
    );
    expect(budget?.kind).toBe('budget');
    const again = await differences(budget?.text ?? '');
    expect(again.filter(({ kind }) => kind === 'budget')).toEqual([]);
    expect(budget?.text).toMatch(/vcpu v0 {2}period 5ms {2}budget 1\.9\dms/);
  });

  test('a budget that is left to the tool', async () => {
    const open = file.replace('  budget 2ms', '');
    const budget = (await differences(open)).find(({ kind }) => kind === 'budget');
    expect(budget).toMatchObject({ fix: 'budget 2ms', text: file });
  });
});
