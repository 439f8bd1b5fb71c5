import { describe, expect, test } from 'vitest';
import { lower } from '../../language/lowering/lower.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { modelOf } from '../support/model-of.ts';
import { load } from './services.ts';

/** Each machine of the model with its cores and its domains; `!` marks incomplete ones. */
function shape({ machines }: SystemModel): Record<string, string> {
  return Object.fromEntries(
    machines.map(({ name, cores, domains }) => [
      name,
      [cores.join(' '), ...domains.map((one) => `${one.name}${one.incomplete ? '!' : ''}`)].join(
        ' ',
      ),
    ]),
  );
}

const domains = `domain own on m { vcpu v0 core 0 }
domain a on m.a { vcpu v0 core 1 }
domain b on m.b { vcpu v0 core 2 }`;

/** The system of a text that may have errors. */
async function found(text: string): Promise<SystemModel> {
  const { services, document } = await load({ 'main.hsched': text });
  return lower(document('main.hsched'), services).model;
}

async function shapeOf(pools: string, more = domains): Promise<Record<string, string>> {
  return shape(await found(`machine m { cores 4  ${pools} }\n${more}`));
}

describe('a pool is a machine of the model, beside the cores that no pool has', () => {
  test('with its own scheduler, servers and resolution, and its machine’s overheads and admission', async () => {
    const { machines } = await modelOf(`machine board {
      cores 8  clock 1 GHz  scheduler RM global  servers polling  resolution 3us
      overheads { switch any -> any 5us }
      admission in hypervisor cost 1ms
      pool rt { cores 6, 4-5 }
      pool fly { cores 7  scheduler RTDS  resolution 10us  guarantee here }
    }`);
    const host = {
      host: 'board',
      switchCosts: [{ from: { kind: 'any' }, to: { kind: 'any' }, cost: 5000 }],
      admission: { where: 'hypervisor', cost: 1_000_000 },
      domains: [],
    };
    expect(machines).toEqual([
      {
        ...{ name: 'board', cores: [0, 1, 2, 3], servers: 'polling', resolution: 3000 },
        ...{ policy: { kind: 'RM', placement: 'global' }, ...host },
      },
      {
        ...{ name: 'board.rt', pool: 'rt', cores: [4, 5, 6], servers: 'deferrable' },
        ...{ policy: { kind: 'EDF', placement: 'partitioned' }, resolution: 1000, ...host },
      },
      {
        ...{ name: 'board.fly', pool: 'fly', cores: [7], servers: 'deferrable' },
        ...{ policy: { kind: 'RTDS' }, resolution: 10_000, guarantee: 'here', ...host },
      },
    ]);
  });

  test('a machine without a core of its own is none', async () => {
    const all = 'pool a { cores 0-1 }  pool b { cores 2-3 }';
    expect(await shapeOf(all, 'domain a on m.a { } domain lost on m { }')).toEqual({
      'm.a': '0 1 a',
      'm.b': '2 3',
    });
  });

  test('windows without a written core lie on the lowest of the pool', async () => {
    const { machines } = await modelOf(`machine m { cores 4
      pool fly { cores 2-3  scheduler ARINC653 major-frame 10ms
        window a.v0 at 0ms for 1ms  window a.v1 at 0ms for 1ms } }
    domain a on m.fly { vcpu v0  vcpu v1 core 3 }`);
    const policy = machines[1]?.policy;
    expect(policy !== undefined && 'windows' in policy && policy.windows).toEqual([
      { domain: 'a', vcpu: 'v0', core: 2, at: 0, length: 1_000_000 },
      { domain: 'a', vcpu: 'v1', core: 3, at: 0, length: 1_000_000 },
    ]);
  });

  test('scenarios and moves name pools as the model does', async () => {
    const { scenarios } = await modelOf(`machine m { cores 2  pool "real time" { cores 1 } }
      domain a on m { vcpu v0 period 10ms }
      scenario s on m { at 0ms start a  at 1ms migrate a to m."real time" }
      scenario t on m."real time" { at 0ms start a }`);
    expect(scenarios.map(({ machine, steps }) => [machine, steps.at(-1)?.action])).toEqual([
      ['m', { kind: 'migrate', domain: 'a', machine: 'm.real time' }],
      ['m.real time', { kind: 'start', domains: ['a'] }],
    ]);
  });
});

describe('bad text in one pool keeps the verdicts of the others', () => {
  const fine = 'pool b { cores 2 }';
  test.each([
    ['an unknown word', 'pool a { cores 1 speed 3 }', { m: '0 3 own', 'm.a': '1 a!' }],
    ['a bad character', 'pool a { cores 1 # }', { m: '0 3 own', 'm.a': '1 a!' }],
    ['half a scheduler', 'pool a { cores 1 scheduler }', { m: '0 3 own', 'm.a': '1 a!' }],
    ['a bad value', 'pool a { cores 1 resolution 3 }', { m: '0 3 own', 'm.a': '1 a!' }],
    // Which cores are the machine's own is not sure where a list is not.
    ['a list that ends early', 'pool a { cores 1, }', { m: '0 3 own!', 'm.a': '1 a!' }],
    ['a range backward', 'pool a { cores 1, 9-8 }', { m: '0 3 own!', 'm.a': '1 a!' }],
    ['a core twice', 'pool a { cores 1, 1 }', { m: '0 3 own!', 'm.a': '1 a!' }],
    ['two lists', 'pool a { cores 1 cores 3 }', { m: '0 3 own!', 'm.a': '1 a!' }],
    ['a core that the machine lacks', 'pool a { cores 1, 9 }', { m: '0 3 own!', 'm.a': '1 a!' }],
    ['no list', 'pool a { }', { m: '0 1 3 own!' }],
  ])('%s', async (_, pool, expected) => {
    expect(await shapeOf(`${pool}  ${fine}`)).toEqual({ ...expected, 'm.b': '2 b' });
  });

  test('a core in two pools is in the first, and neither is sure', async () => {
    expect(await shapeOf('pool a { cores 1-2 }  pool b { cores 2-3 }')).toEqual({
      m: '0 own!',
      'm.a': '1 2 a!',
      'm.b': '3 b!',
    });
  });

  test('a pool that is not closed leaves the whole machine open', async () => {
    expect(await shapeOf('pool a { cores 1  pool b { cores 2 }')).toEqual({
      m: '0 3 own!',
      'm.a': '1 a!',
      'm.b': '2 b!',
    });
  });

  test('bad overheads are those of all pools, a bad scheduler is the machine’s own', async () => {
    const pools = 'pool a { cores 1 }  pool b { cores 2 }';
    expect(await shapeOf(`overheads none  ${pools}`)).toEqual({
      m: '0 3 own!',
      'm.a': '1 a!',
      'm.b': '2 b!',
    });
    expect(await shapeOf(`resolution 0us  ${pools}`)).toEqual({
      m: '0 3 own!',
      'm.a': '1 a',
      'm.b': '2 b',
    });
  });

  test('of two pools of one name the first counts, and no machine has the name of a pool', async () => {
    expect(await shapeOf('pool a { cores 1 }  pool a { cores 2 }  pool b { cores 3 }')).toEqual({
      m: '0 own',
      'm.a': '1 a!',
      'm.b': '3 b!',
    });
    const both = await found('machine "m.a" { } machine m { cores 2  pool a { cores 0 } }');
    expect(shape(both)).toEqual({ 'm.a': '0', m: '1' });
  });
});
