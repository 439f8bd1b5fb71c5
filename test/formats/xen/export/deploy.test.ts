import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../support/runs.ts';
import type { FakeHost } from './fake-host.ts';
import { poolHost, type System, systems, wholeHost, withHost } from './systems.ts';

describe.each(systems)('$name', (each) => {
  test('is deployed', () =>
    withHost(each, (host, script) => {
      const ran = host.run(script);
      expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('undone') });
      expect(ran.out).toMatch(/Everything runs as the file says\./);
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
  withHost({ ...systems[0], setup: { ...poolHost, version: '4.17.5' } }, (host, script) => {
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
    { text, setup }: System,
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
  const [inPool, everywhere] = systems;
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
  withHost(systems[0], (host, script) => {
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
  withHost({ ...systems[0], setup: { ...poolHost, version: '4.17.5' } }, (host, script) => {
    expect(host.run(script).err).toContain('4.23');
  }));

test('and is not where it does', () =>
  withHost({ ...systems[0], setup: { ...poolHost, version: '4.23.0' } }, (host, script) => {
    expect(host.run(script)).toMatchObject({ code: 0, err: '' });
  }));

describe('timers that come late', () => {
  const [inPool, , windows, , shares] = systems;
  test.each([
    ['are warned about', inPool, 'dom0_mem=1G', /timer_slop=0/],
    ['are warned about where they are less late', inPool, 'timer_slop=0x10', /timer_slop=0/],
    ['are warned about where they end windows', windows, '', /timer_slop=0/],
    ['are no matter where they are prompt', inPool, 'timer_slop=0 ucode=scan', /^$/],
    ['are no matter where no time is promised', shares, '', /^$/],
  ])('%s', (_, { text, setup }, commandLine, told) =>
    withHost({ text, setup: { version: '4.23.0', ...setup, commandLine } }, (host, script) => {
      const { code, err } = host.run(script);
      expect([code, err]).toEqual([0, expect.stringMatching(told)]);
    }),
  );
});

function config(host: FakeHost, name: string, pool: string): string {
  host.write('other.cfg', `name = "${name}"\nvcpus = 1\npool = "${pool}"\n`);
  return join(host.folder, 'other.cfg');
}
