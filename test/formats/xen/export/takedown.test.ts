import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FakeHost } from './fake-host.ts';
import { systems, withHost } from './systems.ts';

const yes = (host: FakeHost, script: string, input = 'yes\n') =>
  host.run(takedownBeside(script), [], ['sh'], input);

function takedownBeside(script: string): string {
  return join(script, '../takedown.sh');
}

function recordBeside(script: string): string {
  return join(script, '../deployed');
}

const [inPool, everywhere, windows] = systems;

describe.each(systems)('$name', (each) => {
  test('is taken down, and the host is as it was before', () =>
    withHost(each, (host, script) => {
      const before = host.state();
      expect(host.run(script).code).toBe(0);
      expect(host.state()).not.toEqual(before);
      expect(yes(host, script)).toMatchObject({ code: 0, err: '' });
      expect(host.state()).toEqual(before);
      expect(existsSync(recordBeside(script))).toBe(false);
      expect(host.run(script).code).toBe(0);
    }));

  test('each command is printed before it is asked for, and a dry run does nothing', () =>
    withHost(each, (host, script) => {
      host.run(script);
      const there = host.state();
      const dry = host.run(takedownBeside(script), ['--dry-run']);
      const printed = (out: string) => out.split('\n').filter((line) => line.startsWith('+ '));
      expect([dry.code, dry.err, host.state()]).toEqual([0, '', there]);
      const refused = yes(host, script, 'no\n');
      expect(refused).toMatchObject({ code: 1, err: 'Nothing was done.\n' });
      expect(yes(host, script, '').code).toBe(1);
      expect(host.state()).toEqual(there);
      expect(printed(refused.out)).toEqual(printed(dry.out));
      const changes = host.changes();
      const sure = host.run(takedownBeside(script), ['--yes']);
      expect(printed(sure.out)).toEqual([...printed(dry.out), ...printed(dry.out)]);
      expect(host.changes() - changes).toBe(printed(dry.out).length);
    }));

  test('where a command fails, the rest is taken down, and a second run ends it', () =>
    withHost(each, (host, script) => {
      const before = host.state();
      host.run(script);
      host.failAt(1, 'before');
      const ran = yes(host, script);
      expect(ran.code).toBe(1);
      expect(ran.err).toContain('This is left');
      host.failAt(0, 'before');
      expect(yes(host, script).code).toBe(0);
      expect(host.state()).toEqual(before);
    }));
});

describe('only what was deployed is taken down', () => {
  test('a domain of the same name that came later stays', () =>
    withHost(inPool, (host, script) => {
      host.run(script);
      host.xl('destroy', 'rt2');
      const file = readFileSync(join(script, '../rt2.xl.cfg'), 'utf8');
      host.write('later.cfg', `${file}uuid = "11111111-2222-4333-8444-555555555555"\n`);
      host.xl('create', '-p', join(host.folder, 'later.cfg'));
      const ran = yes(host, script);
      expect(ran.err).toContain('another domain than the one that was deployed: rt2\n');
      expect(ran.err).toContain('other domains are in this pool: rt\n');
      expect(ran.out).not.toMatch(/destroy rt2|cpupool-destroy|cpupool-cpu-add/);
      expect(ran.out).toContain('+ xl destroy rt1\n');
      expect(host.xl('cpupool-list', 'rt')).toContain('rt');
      host.xl('destroy', 'rt2');
      expect(yes(host, script)).toMatchObject({ code: 0, err: '' });
      expect(host.xl('cpupool-list', '-c')).toContain('0,1,2,3');
    }));

  test('a domain that is gone is said to be', () =>
    withHost(everywhere, (host, script) => {
      const before = host.state();
      host.run(script);
      host.xl('destroy', 'rt1');
      expect(yes(host, script)).toMatchObject({
        code: 0,
        err: /^(Is not there any more: rt1\n)+$/,
      });
      expect(host.state()).toEqual(before);
    }));

  test('what someone has set for Dom0 since stays', () =>
    withHost(everywhere, (host, script) => {
      host.run(script);
      host.xl('sched-rtds', '-d', '0', '-v', '0', '-p', '8000', '-b', '1000', '-e', '1');
      expect(yes(host, script).err).toContain('changed it since: xl sched-rtds -d 0 -v 0\n');
      expect(host.state()['domains/0/vcpu0']).toBe('8000 1000 yes\n');
    }));

  test('a pool of RTDS stays where removing it would panic Xen', () =>
    withHost({ ...inPool, setup: { ...inPool.setup, version: '4.17.5' } }, (host, script) => {
      host.run(script);
      const ran = yes(host, script);
      expect([ran.code, ran.out]).toEqual([1, expect.not.stringContaining('cpupool')]);
      expect(ran.err).toMatch(/stays until Xen is booted anew, .*: rt\n/);
      expect(host.xl('list')).not.toContain('rt1');
    }));
});

test('nothing is taken down where nothing was deployed', () =>
  withHost(windows, (host, script) => {
    expect(yes(host, script)).toMatchObject({ code: 1, err: /Nothing is deployed/ });
    expect(host.changes()).toBe(0);
  }));

test('a deployment that is undone leaves nothing to take down', () =>
  withHost(inPool, (host, script) => {
    host.failAt(3, 'before');
    expect(host.run(script).code).toBe(1);
    expect(existsSync(recordBeside(script))).toBe(false);
  }));

test('after a boot nothing is left, and a deployment begins anew', () =>
  withHost(everywhere, (host, script) => {
    host.run(script);
    const record = readFileSync(recordBeside(script), 'utf8').replace(/^boot\t.*/, 'boot\tother');
    writeFileSync(recordBeside(script), record);
    const changes = host.changes();
    expect(yes(host, script)).toMatchObject({ code: 0, out: /booted since/ });
    expect(host.changes()).toBe(changes);
    expect(existsSync(recordBeside(script))).toBe(false);
  }));

test('a second deployment from a folder asks for the first to be taken down', () =>
  withHost(everywhere, (host, script) => {
    host.run(script);
    for (const name of ['rt1', 'rt2']) host.xl('destroy', name);
    expect(host.run(script)).toMatchObject({ code: 1, err: /run takedown\.sh first/ });
  }));

test('a damaged record runs no program and takes nothing else down', () =>
  withHost(inPool, (host, script) => {
    host.run(script);
    appendFileSync(
      recordBeside(script),
      'domain\t$(touch RAN)\tPool-0\tDomain-0\nshell\ttouch RAN\n;touch RAN\n\n',
    );
    expect(yes(host, script).code).toBe(0);
    expect(host.xl('list')).toContain('Domain-0');
    expect(existsSync(join(script, '../RAN'))).toBe(false);
  }));
