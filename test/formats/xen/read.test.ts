import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostOf } from '../../../formats/xen/host.ts';
import { writeXenHost } from '../../../formats/xen/host-text.ts';
import { readXen, type XenText } from '../../../formats/xen/read.ts';
import { Random } from '../../support/generated/random.ts';
import { modelOf } from '../../support/model-of.ts';

const folder = new URL('outputs/', import.meta.url);
const outputs: readonly XenText[] = readdirSync(folder)
  .sort()
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

function output(beginning: string): XenText {
  const found = outputs.find(({ file }) => file.startsWith(beginning));
  if (found === undefined) throw new Error(`no output ${beginning}`);
  return found;
}

function describe(...texts: readonly XenText[]) {
  const reading = readXen(texts);
  const found = hostOf(reading);
  const notes = [...reading.notes, ...(found?.notes ?? [])].map(({ kind }) => kind);
  return { text: found === null ? null : writeXenHost(found.host, 'xen', 'host'), notes };
}

test('a host of one pool under RTDS', () => {
  const seen = describe(
    output('11-'),
    output('18-'),
    output('20-'),
    output('24-'),
    output('25-'),
    output('28-'),
  );
  expect(seen).toEqual({
    notes: [],
    text: `// host
machine "xen" {
  cores 1
  clock 1 GHz
  scheduler RTDS  // Pool-0
}

domain "Domain-0" on "xen" {
  type dom0
  vcpu v0  period 10ms  budget 5ms  extratime
}

domain "rt1" on "xen" {
  type pv
  vcpu v0  period 10ms  budget 2.5ms
}

domain "rt2" on "xen" {
  type pv
  vcpu v0  period 20ms  budget 7ms
}

domain "hog" on "xen" {
  type pv
  vcpu v0  period 50ms  budget 10ms
}
`,
  });
});

test('a host that is cut into pools, as Xen prints it', () => {
  const file = 'pools';
  const seen = describe({
    file,
    text: `Name               CPUs   Sched     Active   Domain count
Pool-0               2   credit2       y          2
rt                   2      rtds       y          1
own                  1      null       y          1
$ xl cpupool-list -c
Name               CPU list
Pool-0             0,1
rt                 2,3
own                5
$ xl list --cpupool
Name                                        ID   Mem VCPUs	State	Time(s)         Cpupool
Domain-0                                     0   512     2     r-----      19.4          Pool-0
web                                          1     8     1     ------       3.3          Pool-0
plc                                          2     8     1     ------       4.9              rt
cam                                          3     8     1     ------       3.1             own
$ xl sched-credit2
Cpupool Pool-0: ratelimit=1000us
Name                                ID Weight  Cap
Domain-0                             0    512    0
web                                  1    256   50
$ xl sched-rtds -v all
Cpupool rt: sched=RTDS
Name                                ID VCPU    Period    Budget  Extratime
plc                                  2    0      5000      2000         no
$ xl vcpu-list
Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)
cam                                  3     0    5   ---       1.5  all / all
nr_cpus                : 8
`,
  });
  expect(seen).toEqual({
    notes: [],
    text: `// host
machine "xen" {
  cores 8
  scheduler credit2 ratelimit 1ms  // Pool-0
  pool "rt" { cores 2-3  scheduler RTDS }
  pool "own" { cores 5  scheduler null }
  pool "free" { cores 4, 6-7 }
}

domain "Domain-0" on "xen" {
  type dom0
  weight 512
  vcpu v0
  vcpu v1
}

domain "web" on "xen" {
  type pv
  weight 256
  cap 50
  vcpu v0
}

domain "plc" on "xen"."rt" {
  type pv
  vcpu v0  period 5ms  budget 2ms
}

domain "cam" on "xen"."own" {
  type pv
  vcpu v0  core 5
}
`,
  });
});

test('configuration files add what no output tells', () => {
  const seen = describe(
    { file: 'rt.cfg', text: '# a pool\nname = "rt"\nsched = "rtds"\ncpus = ["1", "2"]\n' },
    {
      file: 'plc.cfg',
      text: "name = 'plc'\ntype = \"pvh\"\nvcpus = 2 # two\npool = \"rt\"\nmemory = 64\ndisk = [ 'a', 'b' ]\n",
    },
  );
  expect(seen.notes).toEqual(['reservations-not-told']);
  expect(seen.text).toContain('pool "rt" { cores 1-2  scheduler RTDS }');
  expect(seen.text).toContain('type pvh\n  vcpu v0  period 10ms  budget 4ms  extratime\n  vcpu v1');
});

test('an output that shows defaults only is said to, and not believed', () => {
  expect(describe(output('10-')).notes).toContain('defaults-shown');
  expect(describe(output('10-')).notes).toContain('vcpus-not-told');
});

test.each(outputs.map((each) => [each.file, each] as const))('%s is read or refused', (_, each) => {
  const { text, notes } = describe(each);
  expect(text !== null || notes.length > 0 || /\[exit 0\]\s*$/.test(each.text)).toBe(true);
});

test('damaged outputs are read as far as they go, and what is written is legal', async () => {
  const random = new Random(7);
  for (let run = 0; run < 400; run++) {
    const text = outputs.map((each) => damaged(each.text.slice(0, 4000), random));
    const picked = text[random.whole(0, text.length - 1)] ?? '';
    const { text: written } = describe({ file: 'damaged', text: picked });
    if (written === null || run % 20 !== 0) continue;
    expect((await modelOf(written)).machines.length).toBeGreaterThan(0);
  }
});

function damaged(text: string, random: Random): string {
  const at = random.whole(0, text.length);
  const other = random.pick(['', '\u0000', '"', '99999999999999999999', '\n', '-', 'Cpupool ']);
  return text.slice(0, at) + other + text.slice(at + random.whole(0, 9));
}
