import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guestFiles } from '../../../formats/linux-guest/guest-files.ts';
import { makeGuestPlans } from '../../../formats/linux-guest/make-plan.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { inDirectory } from '../../cli/directory.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';
import { callIn } from './fake-linux.ts';

/** The export of a text: its files by their names, and the kinds of its problems. */
async function exported(text: string) {
  const { plans, problems } = makeGuestPlans(analyze(await modelOf(text)));
  const files = await guestFiles(plans, async () => null);
  return {
    problems: problems.map(({ kind }) => kind),
    texts: Object.fromEntries(files.map(({ name, text }) => [name, text ?? ''])),
  };
}

const guest = (body: string, cores = 1) =>
  `machine board { cores ${cores} }\ndomain guest on board {\n${body}\n}`;

const oneTask = 'scheduler RM vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1ms';

describe('a guest', () => {
  test.each([
    [
      'RM: the shorter period comes first, and of equals the one declared first',
      'scheduler RM vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1ms task b period 10ms wcet 1ms task c period 20ms wcet 1ms',
      { a: ['-f', '3'], b: ['-f', '4'], c: ['-f', '2'] },
    ],
    [
      'DM: the shorter deadline comes first',
      'scheduler DM vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1ms task b period 40ms wcet 1ms deadline 15ms',
      { a: ['-f', '2'], b: ['-f', '3'] },
    ],
    [
      'FIFO: priorities as they are written',
      'scheduler FIFO vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1ms priority 10 task b period 40ms wcet 1ms priority 99',
      { a: ['-f', '10'], b: ['-f', '99'] },
    ],
    [
      'RR: one priority for all',
      'scheduler RR quantum 5ms vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1ms task b period 40ms wcet 1ms',
      { a: ['-r', '2'], b: ['-r', '2'] },
    ],
    [
      'EDF: reservations, which hold the switches of a job',
      'scheduler EDF task-switch 10us vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1ms deadline 15ms',
      { a: ['-R', '-d', '-T', '1020000', '-D', '15000000', '-P', '20000000', '0'] },
    ],
  ])('%s', async (_, body, words) => {
    const { problems, texts } = await exported(guest(body));
    expect(problems).toEqual([]);
    await inDirectory(texts, async (folder) => {
      for (const [task, expected] of Object.entries(words)) {
        const { status, calls } = callIn(folder, 'guest.sh', ['set', task, '77']);
        expect(status).toBe(0);
        const options = expected.slice(0, -1);
        expect(calls).toEqual([['chrt', ...options, '-p', expected.at(-1), '77']]);
      }
    });
  });

  test('binds the tasks of one of several VCPUs, before they get their priority', async () => {
    const body =
      'scheduler RM vcpu v0 period 5ms budget 4ms vcpu v1 period 5ms budget 4ms task a period 20ms wcet 1ms on v1';
    const { texts } = await exported(guest(body, 2));
    await inDirectory(texts, async (folder) => {
      const { calls } = callIn(folder, 'guest.sh', ['set', 'a', '77']);
      expect(calls).toEqual([
        ['taskset', '-pc', '1', '77'],
        ['chrt', '-f', '-p', '2', '77'],
      ]);
    });
    const load = JSON.parse(texts['guest.rt-app.json'] ?? '');
    expect(load.tasks.a.cpus).toEqual([1]);
  });

  test('runs a program as a task, with its words as they are', async () => {
    const { texts } = await exported(guest(oneTask));
    await inDirectory(texts, async (folder) => {
      const words = ['run', 'a', 'sh', '-c', 'printf "%s" "$1" >ran', 'sh', 'a  "b"; $c'];
      expect(callIn(folder, 'guest.sh', words).status).toBe(0);
      expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('a  "b"; $c');
    });
  });

  test.each([
    ['no words', []],
    ['a task without a program', ['run', 'a']],
    ['a task that there is not', ['run', 'b', 'true']],
    ['a time that is none', ['accept', '1m']],
    ['another word', ['stop']],
  ])('refuses %s, and names its tasks', async (_, words) => {
    const { texts } = await exported(guest(oneTask));
    await inDirectory(texts, async (folder) => {
      const { status, calls, err } = callIn(folder, 'guest.sh', words);
      expect([status, calls]).toEqual([2, []]);
      expect(err).toMatch(/\n {2}a\n$/);
    });
  });

  test('has its tasks as a load for rt-app, in µs', async () => {
    const { texts } = await exported(
      guest(
        'scheduler EDF vcpu v0 period 5ms budget 4ms task a period 20ms wcet 1500us deadline 15ms offset 3ms',
      ),
    );
    expect(JSON.parse(texts['guest.rt-app.json'] ?? '').tasks).toEqual({
      a: {
        ...{ policy: 'SCHED_DEADLINE', 'dl-runtime': 1500, 'dl-deadline': 15_000 },
        ...{ 'dl-period': 20_000, delay: 3000, run: 1425 },
        timer: { ref: 'unique', period: 20_000, mode: 'absolute' },
      },
    });
  });

  test('is accepted where no wake-up waits longer than for its supply and its kernel', async () => {
    const body = 'kernel latency 120us vcpu v0 period 10ms budget 4ms task a period 100ms wcet 1ms';
    const text = guest(body).replace('cores 1', 'servers periodic');
    // Nothing for 2 · (10 − 4) ms, and 120 µs in the kernel.
    expect((await exported(text)).texts['guest.sh']).toContain("processors='0:12120'");
  });

  test('keeps a script that somebody changed', async () => {
    const { plans } = makeGuestPlans(analyze(await modelOf(guest(oneTask))));
    const [script] = await guestFiles(plans, async () => null);
    const again = await guestFiles(plans, async () => script?.text ?? null);
    expect(again[0]?.text).toBe(script?.text);
    const edited = await guestFiles(plans, async () => `${script?.text}echo more\n`);
    expect(edited[0]?.text).toBeNull();
  });
});

test('no name runs a command: each is refused, or a word of its own', async () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  const character = fc.constantFrom(...printable.filter((each) => each !== '"'));
  const malicious = [
    ...['$(touch RAN)', '`touch RAN`', "'; touch RAN; '", '; touch RAN;', '| touch RAN', '*'],
    ...['-p', '%s', '\\', 'é 한국', 'a b', ' a', '__proto__', '1', 'a=b', '#'],
  ];
  const name = fc.oneof(
    fc.constantFrom(...malicious),
    fc.string({ unit: character, minLength: 1, maxLength: 12 }),
  );
  const property = fc.asyncProperty(name, name, async (domain, task) => {
    const { problems, texts } = await exported(
      `machine board {}\ndomain "${domain}" on board { scheduler RM vcpu v0 period 5ms budget 4ms task "${task}" period 20ms wcet 1ms }`,
    );
    expect(problems.filter((kind) => kind !== 'name')).toEqual([]);
    await inDirectory(texts, async (folder) => {
      const script = Object.keys(texts).find((file) => file.endsWith('.sh')) ?? '';
      const { calls } = callIn(folder, script, ['set', task, '77']);
      expect(calls).toEqual([['chrt', '-f', '-p', '2', '77']]);
      expect(callIn(folder, script, ['run', task, 'true']).status).toBe(0);
      expect(existsSync(join(folder, 'RAN'))).toBe(false);
      const load = Object.keys(texts).find((file) => file.endsWith('.json')) ?? '';
      expect(Object.keys(JSON.parse(texts[load] ?? '').tasks)).toEqual([task]);
    });
  });
  await fc.assert(property, { numRuns: runs(60) });
});
