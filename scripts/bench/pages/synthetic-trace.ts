import type { Trace } from '../../../scheduling/simulation/trace.ts';

/**
 * A trace of `count` segments on `cores` cores with two domains each, and idle time between some of
 * them.
 */
export function syntheticTrace(count: number, cores: number): Trace {
  const perCore = Math.ceil(count / cores);
  const start = new Float64Array(count);
  const end = new Float64Array(count);
  const core = new Int8Array(count);
  const vcpu = new Int16Array(count);
  const task = new Int16Array(count);
  const job = new Int32Array(count);
  const kind = new Uint8Array(count);
  const now = new Float64Array(cores);
  let seed = 12345;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let row = 0; row < count; row++) {
    const at = row % cores;
    const begin = (now[at] as number) + (random(4) === 0 ? random(200_000) : 0);
    const finish = begin + 10_000 + random(400_000);
    now[at] = finish;
    start[row] = begin;
    end[row] = finish;
    core[row] = at;
    vcpu[row] = at * 2 + random(2);
    task[row] = vcpu[row] as number;
    job[row] = row;
    kind[row] = random(8) === 0 ? 2 : 0;
  }
  const vcpus = Array.from({ length: cores * 2 }, (_, at) => ({
    domain: `guest${at % 16}`,
    vcpu: `v${at}`,
    machine: 0,
    core: at >> 1,
    period: 5_000_000,
    budget: 2_000_000,
    deadline: 5_000_000,
  }));
  return {
    version: 1,
    end: perCore === 0 ? 1 : Math.max(...now),
    names: {
      machines: ['board'],
      cores: Array.from({ length: cores }, (_, at) => ({ machine: 0, core: at })),
      vcpus,
      tasks: vcpus.map(({ domain }, at) => ({
        domain,
        task: `task${at}`,
        vcpu: at,
        period: 5_000_000,
        deadline: 5_000_000,
        soft: false,
      })),
    },
    segments: { count, start, end, core, vcpu, task, job, kind },
    events: {
      count: 0,
      time: new Float64Array(),
      kind: new Uint8Array(),
      core: new Int8Array(),
      vcpu: new Int16Array(),
      task: new Int16Array(),
      job: new Int32Array(),
    },
  };
}
