import { describe, expect, test } from 'vitest';
import { waitText } from '../../../../messages/scenario/wait.ts';
import { analyze } from '../../../../scheduling/analyze.ts';
import type { ChangeWait } from '../../../../scheduling/model/changes/change-wait.ts';
import { modelOf } from '../../../support/model-of.ts';

const MS = 1_000_000;

/** The waits of the steps, `undefined` for refused ones. */
async function waits(text: string): Promise<readonly (ChangeWait | undefined)[]> {
  const { scenarios } = analyze(await modelOf(text));
  return (scenarios[0]?.steps ?? []).map(({ wait }) => wait);
}

const guest = (name: string, period: number, budget: number, more = '') =>
  `domain ${name} on m { vcpu v0 period ${period}ms budget ${budget}ms core 0 ${more} }`;

describe('how long an admitted action can wait', () => {
  test('coming and going alone never wait', async () => {
    const found =
      await waits(`machine m { servers periodic } ${guest('a', 10, 5)} ${guest('b', 10, 4)}
      scenario s on m { at 0ms start a  at 1ms start b  at 2ms stop a  at 3ms stop b  run 1s }`);
    expect(found.map((wait) => wait?.atMost)).toEqual([0, 0, 0, 0]);
  });

  test('who comes to the room of another waits for the end of its period, where all deadlines are periods', async () => {
    const found =
      await waits(`machine m { servers periodic } ${guest('a', 10, 5)} ${guest('x', 20, 10)} ${guest('b', 4, 2)}
      scenario s on m { at 0ms start a, x  at 5ms stop a  at 5ms start b  run 1s }`);
    expect(found[2]).toEqual({
      atMost: 10 * MS,
      parts: [
        {
          ...{ kind: 'room', by: 'period-end', atMost: 10 * MS },
          place: { kind: 'core', machine: 'm', core: 0 },
        },
      ],
      unused: 5 * MS,
    });
    expect(waitText(found[2])).toBe(
      'in force at most 10 ms later: at most 10 ms for the room of what leaves core 0 of m, which is free as its period ends',
    );
  });

  test('under fixed priorities it waits for a quiet instant', async () => {
    const found =
      await waits(`machine m { scheduler RM partitioned  servers periodic } ${guest('a', 4, 2)} ${guest('x', 20, 9)} ${guest('b', 4, 2)}
      scenario s on m { at 0ms start a, x  at 5ms stop a  at 5ms start b  run 1s }`);
    expect(found[2]?.parts).toMatchObject([{ kind: 'room', by: 'quiet', atMost: 18 * MS }]);
  });

  test('a detour is one more period end, and each exchanged VCPU waits for the one before', async () => {
    const on = (name: string, pool: string, budget: number, more = '') =>
      `domain ${name} on h.${pool} { vcpu v0 period 10ms budget ${budget}ms ${more} }`;
    const found =
      await waits(`machine h { cores 3  pool p { cores 0, 2  scheduler EDF  servers periodic }
        pool q { cores 1  scheduler EDF  servers periodic } }
      ${on('x', 'p', 4, 'core 0')} ${on('u', 'p', 6)} ${on('y', 'q', 4, 'core 1')} ${on('w', 'q', 6)}
      scenario s on h { at 0ms start x, u, y, w  at 7ms migrate u to h.q  at 7ms migrate w to h.p  run 1s }`);
    const replenishment = (domain: string) => ({
      ...{ kind: 'replenishment', atMost: 10 * MS },
      place: { kind: 'vcpu', domain, vcpu: 'v0' },
    });
    // u leaves its core after one period, w comes there then and leaves after another one.
    expect(found[1]).toMatchObject({
      via: { domain: 'u', vcpu: 'v0', machine: 'h.p', core: 2 },
      atMost: 30 * MS,
      parts: [
        replenishment('u'),
        { kind: 'room', atMost: 10 * MS, place: { kind: 'core', machine: 'h.q', core: 1 } },
        replenishment('u'),
      ],
    });
    expect(found[2]).toEqual(found[1]);
  });

  test('a budget changes at the next replenishment, and who needs the room comes only then', async () => {
    const found =
      await waits(`machine m { servers periodic } ${guest('v', 10, 7)} ${guest('b', 5, 3)}
      scenario s on m { at 0ms start v  at 1ms set v.v0 budget 4ms  at 1ms start b  run 1s }`);
    expect(found[1]).toMatchObject({ atMost: 10 * MS, parts: [{ kind: 'replenishment' }] });
    // The room is free at the replenishment: the old budget is released as its period ends.
    expect(found[2]?.atMost).toBe(10 * MS);
  });

  test('globally there is room when the deadlines of the others are over', async () => {
    const found = await waits(`machine m { cores 2  scheduler RTDS }
      domain a on m { vcpu v0 period 10ms budget 5ms }  domain x on m { vcpu v0 period 20ms budget 9ms }
      domain b on m { vcpu v0 period 10ms budget 5ms }
      domain c on m { vcpu v0 period 10ms budget 5ms }
      scenario s on m { at 0ms start a, x, b  at 5ms stop a  at 5ms start c  run 1s }`);
    expect(found.map((wait) => wait?.parts.map((part) => part.kind))).toEqual([[], [], ['room']]);
    expect(found[2]?.parts).toMatchObject([{ by: 'window', atMost: 20 * MS }]);
  });

  test('a plan waits for the end of the frame', async () => {
    const found = await waits(`machine m { scheduler ARINC653 major-frame 20ms
        window a.v0 at 0ms for 5ms  plan other { window a.v0 at 5ms for 10ms } }
      domain a on m { vcpu v0 task t period 40ms wcet 1ms }
      scenario s on m { at 0ms start a  at 5ms plan m other  run 1s }`);
    expect(found[1]).toMatchObject({ atMost: 15 * MS, parts: [{ kind: 'frame' }] });
  });

  test('an action waits for earlier ones on its domain', async () => {
    const found = await waits(`machine m { servers periodic } ${guest('a', 10, 2)}
      scenario s on m { at 0ms start a  at 1ms set a.v0 budget 3ms  at 2ms set a.v0 budget 4ms  run 1s }`);
    expect(waitText(found[2])).toBe(
      'in force at most 19 ms later: at most 9 ms behind earlier actions on a, then at most 10 ms to the next replenishment of a.v0',
    );
  });

  test('so does a VCPU that has no work, and gets its first period', async () => {
    const found = await waits(`machine m { servers periodic }
      domain a on m { vcpu v0 period 10ms core 0  vcpu v1 core 0  task t period 50ms wcet 5ms on v0 }
      scenario s on m { at 0ms start a  at 1ms set a.v0 budget 2ms  at 2ms set a.v1 period 5ms  run 1s }`);
    expect(found[2]?.parts).toMatchObject([{ kind: 'queue', atMost: 9 * MS }]);
  });

  test('a domain that stops waits for nothing, and forgets what it waited for', async () => {
    const found = await waits(`machine m { servers periodic } ${guest('a', 10, 2)}
      scenario s on m { at 0ms start a  at 1ms set a.v0 budget 3ms  at 2ms stop a  at 30ms start a  run 1s }`);
    expect(found.slice(2).map((wait) => wait?.atMost)).toEqual([0, 0]);
  });

  test('a domain that stops while it waits without a bound leaves its core to others in time', async () => {
    const found =
      await waits(`machine m { servers periodic } ${guest('d', 10, 4, 'task x period 20ms wcet 4ms deadline 16ms')}
      ${guest('a', 20, 2)} ${guest('b', 20, 14)}
      scenario s on m { at 0ms start d, a  at 6ms set d.v0 period 3ms budget 1ms when-quiet
        at 7ms stop d  at 8ms start b  at 1s stop b  at 2s start b }`);
    const [, ...steps] = found.map((wait) => wait?.atMost);
    expect(steps).toEqual([null, 0, 3 * MS, 0, 0]);
  });

  test('a domain starts on all its cores at once, and whoever comes to one of them waits as long', async () => {
    const found = await waits(`machine m { cores 2  scheduler RM partitioned  servers periodic }
      domain x on m { vcpu v0 period 4ms budget 2ms core 0 }
      domain z on m { vcpu v0 period 20ms budget 6ms core 0 }
      domain two on m { vcpu v0 period 4ms budget 2ms core 0  vcpu v1 period 10ms budget 1ms core 1 }
      domain y on m { vcpu v0 period 10ms budget 1ms core 1 }
      scenario s on m { at 0ms start x, z  at 1ms stop x  at 1ms start two  at 1100us start y  run 1s }`);
    expect(found[2]?.atMost).toBeGreaterThan(0);
    expect(found[3]?.parts.map(({ kind }) => kind)).toEqual(['queue']);
    expect(found[3]?.atMost).toBe((found[2]?.atMost ?? 0) - 100_000);
  });

  test('a guest leaves windows when it is quiet', async () => {
    const found =
      await waits(`machine m { scheduler ARINC653 major-frame 8ms  window a.v0 at 0ms for 5ms }
      machine n { scheduler EDF partitioned  servers periodic }
      domain a on m { vcpu v0 period 2ms budget 1ms  task t period 80ms wcet 3ms }
      scenario s on m { at 0ms start a  at 2ms migrate a to n  run 1s }`);
    expect(found[1]?.parts).toEqual([
      { kind: 'quiet', place: { kind: 'domain', domain: 'a' }, atMost: expect.any(Number) },
    ]);
  });

  test('a new period with leave waits without a bound only where the guest does not bear it', async () => {
    const set = async (times: string, leave: string) => {
      const found =
        await waits(`machine m { servers periodic } ${guest('d', 10, 4, 'task x period 20ms wcet 4ms deadline 16ms')}
        ${guest('n', 20, 1)}
        scenario s on m { at 0ms start d, n  at 6ms set d.v0 ${times} ${leave}
          at 7ms add task y period 100ms wcet 100us to d.v0  at 8ms set n.v0 budget 2ms }`);
      return found.slice(1);
    };
    const quiet = { kind: 'quiet', place: { kind: 'domain', domain: 'd' }, atMost: null };
    const queue = { kind: 'queue', place: { kind: 'domain', domain: 'd' }, atMost: null };
    const [waiting, behind] = await set('period 3ms budget 1ms', 'when-quiet');
    expect(waiting).toMatchObject({ atMost: null, parts: [quiet] });
    expect(behind).toMatchObject({ atMost: null, parts: [queue] });
    expect(waitText(waiting)).toBe('it can wait: without a bound to a quiet instant of d');
    expect((await set('period 3ms budget 1ms', ''))[0]).toBeUndefined();
    const borne = await set('period 5ms budget 4ms', 'when-quiet');
    expect(borne[0]?.atMost).toBe(10 * MS);
    expect(borne).toEqual(await set('period 5ms budget 4ms', ''));
  });

  test('less for a guest on several VCPUs waits for a period end at which it is quiet, without a bound', async () => {
    const found = await waits(`machine m { cores 2  scheduler EDF global }
      domain a on m { scheduler EDF global
        vcpu v0 period 10ms budget 5ms  vcpu v1 period 10ms budget 5ms  task t period 40ms wcet 2ms }
      scenario s on m { at 0ms start a  at 5ms set a.v0 budget 4ms  run 1s }`);
    expect(found[1]?.parts[0]).toEqual({
      ...{ kind: 'quiet', place: { kind: 'domain', domain: 'a' }, atMost: null },
    });
  });

  // The work of two jobs, 4 ms, is done where v1 alone has had 4 ms: 10 ms after its budget.
  test.each([
    ['periodic', 14 * MS],
    ['deferrable', 14 * MS],
    ['polling', null],
  ])(
    'a guest on several VCPUs is as fast as one of them with %s servers',
    async (servers, atMost) => {
      const found =
        await waits(`machine h { cores 4  pool p { cores 0, 1  scheduler EDF global  servers ${servers} }
        pool q { cores 2, 3  scheduler null } }
      domain a on h.p { scheduler EDF global
        vcpu v0 period 10ms budget 5ms  vcpu v1 period 10ms budget 5ms  task t period 40ms wcet 2ms }
      scenario s on h { at 0ms start a  at 5ms migrate a to h.q  run 1s }`);
      expect(found[1]?.parts[0]).toEqual({
        ...{ kind: 'quiet', place: { kind: 'domain', domain: 'a' }, atMost },
      });
    },
  );
});
