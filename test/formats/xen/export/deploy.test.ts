import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../support/runs.ts';
import { exportInto, inFolder } from './exported.ts';
import { FakeHost, type HostSetup } from './fake-host.ts';

const guests = `
domain rt1 { vcpu v0  period 10ms  budget 1500us
  task control  period 40ms  wcet 1ms }
domain rt2 on PLACE { vcpu v0  period 20ms  budget 3ms
  vcpu v1  period 40ms  budget 1ms  extratime
  task filter  period 80ms  wcet 2ms  on v0 }`;

const pool = `machine board { cores 4  scheduler credit2
  pool rt { cores 2-3  scheduler RTDS } }
domain dom0 on board { type dom0  weight 512  vcpu v0  vcpu v1 }
${guests.replaceAll('PLACE', 'board.rt').replace('rt1', 'rt1 on board.rt')}`;
const poolHost: HostSetup = {
  ...{ processors: 4, scheduler: 'credit2', dom0Vcpus: 2, version: '4.23.0' },
};

const whole = `machine board { scheduler RTDS }
domain dom0 on board { type dom0  vcpu v0  period 10ms  budget 2ms }
${guests.replaceAll('PLACE', 'board').replace('rt1', 'rt1 on board')}`;
const wholeHost: HostSetup = { processors: 1, scheduler: 'rtds', dom0Vcpus: 1 };

const credit = `machine board { cores 2  scheduler credit timeslice 5ms ratelimit 500us
  pool own { cores 1  scheduler null } }
domain dom0 on board { type dom0  weight 400  vcpu v0 }
domain web on board { type pvh  weight 300  cap 50  vcpu v0 }
domain fly on board.own { vcpu v0  task steer  period 10ms  wcet 2ms }`;
const creditHost: HostSetup = { processors: 2, scheduler: 'credit', dom0Vcpus: 1 };

const windows = `machine board { scheduler ARINC653 major-frame 20ms
  window dom0.v0 at 0ms for 8ms  window rt1.v0 at 8ms for 4ms
  window rt2.v0 at 14ms for 2ms  window rt1.v0 at 16ms for 2ms }
domain dom0 on board { type dom0  vcpu v0 }
domain rt1 on board { vcpu v0  task a  period 40ms  wcet 1ms }
domain rt2 on board { vcpu v0  task b  period 80ms  wcet 1ms }`;
const windowsHost: HostSetup = { processors: 1, scheduler: 'arinc653', dom0Vcpus: 1 };

const windowPool = `machine board { cores 2  scheduler credit2
  pool fly { cores 1  scheduler ARINC653 major-frame 10ms  window a.v0 at 1ms for 5ms } }
domain a on board.fly { vcpu v0 }`;

const cases = [
  { name: 'a pool of RTDS beside credit2', text: pool, setup: poolHost },
  { name: 'RTDS everywhere', text: whole, setup: wholeHost },
  { name: 'windows everywhere', text: windows, setup: windowsHost },
  { name: 'a pool of windows', text: windowPool, setup: { ...poolHost, processors: 2 } },
  { name: 'a pool of null beside credit', text: credit, setup: creditHost },
] as const;

async function withHost(
  { text, setup }: Pick<(typeof cases)[number], 'text' | 'setup'>,
  use: (host: FakeHost, script: string) => void,
): Promise<void> {
  await inFolder(async (folder) => {
    await exportInto(folder, text);
    const host = new FakeHost(setup);
    try {
      use(host, join(folder, 'deploy.sh'));
    } finally {
      host.remove();
    }
  });
}

describe.each(cases)('$name', (each) => {
  test('is deployed', () =>
    withHost(each, (host, script) => {
      const ran = host.run(script);
      expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('undone') });
      expect(ran.out).toMatch(/Everything runs as the file says\.\n$/);
      expect(host.state()).toMatchSnapshot();
    }));

  test('a dry run calls nothing, and prints what changes something', () =>
    withHost(each, (host, script) => {
      const dry = host.run(script, ['--dry-run']);
      expect([dry.code, dry.err, host.calls()]).toEqual([0, '', []]);
      const wet = host.run(script);
      const printed = (out: string) => out.split('\n').filter((line) => line.startsWith('+ '));
      expect(printed(dry.out)).toEqual(printed(wet.out));
      expect(host.changes()).toBe(printed(dry.out).length);
    }));

  test('whatever step fails, before or after its work, all is undone', () =>
    withHost(each, (host, script) => {
      const before = host.state();
      const steps = host.run(script, ['--dry-run']).out.match(/^\+ /gm)?.length ?? 0;
      const positions = fc.record({
        step: fc.integer({ min: 1, max: steps }),
        how: fc.constantFrom('before', 'after'),
      });
      fc.assert(
        fc.property(positions, ({ step, how }) => {
          host.write('next', '1\n');
          host.failAt(step, how);
          const ran = host.run(script);
          expect(ran.code).toBe(1);
          expect(ran.err).toContain('Everything is as it was.');
          expect(host.state()).toEqual(before);
        }),
        { numRuns: runs(8) },
      );
    }));

  test('a second run finds what is there, and changes nothing', () =>
    withHost(each, (host, script) => {
      host.run(script);
      const [before, changes] = [host.state(), host.changes()];
      expect(host.run(script)).toMatchObject({ code: 1, err: expect.stringContaining('there') });
      expect(host.state()).toEqual(before);
      expect(host.changes()).toBe(changes);
    }));
});

test('a pool of RTDS stays where removing it would panic Xen, and all else is undone', () =>
  withHost({ text: pool, setup: { ...poolHost, version: '4.17.5' } }, (host, script) => {
    const steps = host.run(script, ['--dry-run']).out.match(/^\+ /gm)?.length ?? 0;
    host.write('next', '1\n');
    host.failAt(steps, 'before');
    const ran = host.run(script);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/stays until Xen is booted anew, .*: 'rt';\n$/);
    expect(ran.out).not.toContain('cpupool-destroy');
    expect(ran.out).not.toContain('cpupool-cpu-add');
    expect(ran.out).toContain('+ xl destroy rt2');
  }));

describe('before anything is changed, the script asks', () => {
  const refused = (
    name: string,
    { text, setup }: Pick<(typeof cases)[number], 'text' | 'setup'>,
    prepare: (host: FakeHost) => void,
    why: RegExp,
  ) =>
    test(name, () =>
      withHost({ text, setup }, (host, script) => {
        prepare(host);
        const before = host.state();
        const ran = host.run(script);
        expect(ran.code).toBe(1);
        expect(ran.err).toMatch(why);
        expect(host.changes()).toBe(0);
        expect(host.state()).toEqual(before);
      }),
    );
  const [inPool, everywhere] = cases;
  const nothing = () => {};
  refused(
    'for its processors',
    { ...inPool, setup: { ...poolHost, processors: 3 } },
    nothing,
    /no processor 3/,
  );
  refused(
    'for the scheduler of Pool-0',
    { ...everywhere, setup: { ...wholeHost, scheduler: 'credit2' } },
    nothing,
    /sched=rtds/,
  );
  refused(
    'for the VCPUs of Dom0',
    { ...everywhere, setup: { ...wholeHost, dom0Vcpus: 2 } },
    nothing,
    /dom0_max_vcpus=1/,
  );
  refused(
    'for other domains where time is promised',
    everywhere,
    (host) => {
      host.xl('create', '-p', config(host, 'other', 'Pool-0'));
      host.failAt(0, 'before');
    },
    /Other domains/,
  );
  refused(
    'for the names of domains',
    inPool,
    (host) => {
      host.xl('create', '-p', config(host, 'rt2', 'Pool-0'));
      host.failAt(0, 'before');
    },
    /rt2 is there already/,
  );
  refused(
    'for processors of other pools',
    inPool,
    (host) => {
      host.write('pools/0/cpus', '0,1,2\n');
      host.write('other', 'name = "other"\nsched = "null"\ncpus = [ "3" ]\n');
      host.xl('cpupool-create', join(host.folder, 'other'));
      host.failAt(0, 'before');
    },
    /Processor 3 belongs to another pool/,
  );
  refused(
    'for a change that panics',
    {
      ...everywhere,
      setup: { ...wholeHost, version: '4.22-rc', dmesg: '(XEN) Xen version 4.22 debug=y' },
    },
    nothing,
    /extratime of Dom0/,
  );
});

test('a guest without memory or without anything to boot is refused', () =>
  withHost(cases[0], (host, script) => {
    const file = join(script, '../rt2.xl.cfg');
    for (const [own, why] of [
      ['kernel = "/k"', /rt2\.xl\.cfg: write how much memory/],
      ['memory = 8\n#kernel = "/k"', /rt2\.xl\.cfg: write what the guest boots/],
    ] as const) {
      host.write('own', own);
      const ran = host.run('-c', [`cp "$FAKE_XEN/own" '${file}' && sh '${script}'`]);
      expect(ran.err).toMatch(why);
      expect(host.changes()).toBe(0);
    }
  }));

test('extratime is warned about where Xen does not keep it down', () =>
  withHost({ text: pool, setup: { ...poolHost, version: '4.17.5' } }, (host, script) => {
    expect(host.run(script).err).toContain('4.23');
  }));

test('and is not where it does', () =>
  withHost({ ...cases[0], setup: { ...poolHost, version: '4.23.0' } }, (host, script) => {
    expect(host.run(script)).toMatchObject({ code: 0, err: '' });
  }));

function config(host: FakeHost, name: string, pool: string): string {
  host.write('other.cfg', `name = "${name}"\nvcpus = 1\npool = "${pool}"\n`);
  return join(host.folder, 'other.cfg');
}
