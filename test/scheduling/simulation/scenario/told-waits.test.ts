import { expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';
import { overdue } from './soak/overdue.ts';

const two = (p: string, q: string) =>
  `machine h { cores 4  pool p { cores 0, 1  scheduler EDF  servers ${p} }
    pool q { cores 2, 3  scheduler EDF  servers ${q} } }`;

/** Runs that once waited longer than was told. */
const cases: Readonly<Record<string, string>> = {
  'two come at once, one beside the ghost that the other waits for, as another ghost is gone': `
    machine m { cores 1  scheduler FP  servers periodic  overheads { switch any -> any 100ns } }
    domain d0 on m { vcpu v0 period 5us budget 1us priority 1 core 0 }
    domain d1 on m { vcpu v0 period 4us budget 2us priority 1 core 0 }
    scenario s on m { at 0us start d1  at 21us stop d1  at 21us start d0
      at 22us start d1  at 22us stop d0  at 22us start d0  run 172us }`,
  'what leaves only later has no room beside what comes and what has just left': `
    ${two('periodic', 'deferrable')}
    domain d on h.p { vcpu v0 period 10ms budget 6ms  vcpu v1 period 20ms budget 6ms core 0 }
    domain x on h.p { vcpu v0 period 10ms budget 3ms core 1 }
    domain e on h.q { vcpu v0 period 10ms budget 3ms deadline 8ms }
    scenario s on h { at 0ms start d, x, e  at 21ms migrate d to h.q  at 21ms migrate e to h.p  run 200ms }`,
  'a domain goes away and comes back at one instant, while another waits for its core': `
    ${two('periodic', 'periodic')}
    domain a on h.p { vcpu v0 period 10ms budget 4ms core 0 }
    domain b on h.p { vcpu v0 period 10ms budget 4ms core 0 }
    domain x on h.p { vcpu v0 period 10ms budget 6ms core 0 }
    scenario s on h { at 0ms start a, x  at 5ms stop a  at 6ms start b
      at 7ms migrate x to h.q  at 7ms migrate x to h.p  run 100ms }`,
  'a period changes while a task that was taken away may have work': `
    machine m { cores 1  scheduler EDF  servers periodic }
    domain d0 on m { scheduler EDF  vcpu v0 period 2us budget 1us
      task t0 period 6us wcet 1us  task t1 period 13us wcet 4us }
    scenario s on m { at 0ms start d0
      at 8us remove task d0.t0  at 8us set d0.v0 period 6us budget 3us  run 200us }`,
  'a VCPU stops as its smaller budget comes into force, and starts again': `
    machine m { cores 2  scheduler DM global  servers periodic }
    domain y on m { vcpu v0 period 7us budget 3us }
    domain x on m { vcpu v0 period 10us budget 1us }
    domain d on m { vcpu v0 period 9us budget 4us }
    scenario s on m { at 0us start d, x, y  at 4us set d.v0 budget 1us
      at 9us stop d  at 9us start d  run 200us }`,
  'a task comes to a domain that goes to where nothing is promised': `
    machine h { cores 4  pool p { cores 0, 1  scheduler EDF global  servers periodic }
      pool q { cores 2, 3  scheduler credit } }
    domain d on h.p { scheduler EDF  vcpu v0 period 2us budget 1us
      task t period 14us wcet 1us offset 1us }
    scenario s on h { at 0us start d
      at 42us add task n period 6us wcet 1us to d  at 42us migrate d to h.q  run 192us }`,
  'a task comes to a domain that moves, which one that was taken away may still keep busy': `
    machine h { cores 4  pool p { cores 0, 1  scheduler null }  pool q { cores 2, 3  scheduler null } }
    domain d on h.p { scheduler EDF  vcpu v0
      task t0 period 9us wcet 3us  task t1 period 14us wcet 8us }
    scenario s on h { at 0us start d  at 1us remove task d.t0
      at 1us add task n period 6us wcet 1us to d  at 1us migrate d to h.q  run 160us }`,
  'a domain comes while a VCPU of no budget waits behind its own domain for another period': `
    machine m { cores 2  scheduler EDF global  servers periodic }
    domain d on m { vcpu v0 period 2us  vcpu v1 period 2us  task t period 6us wcet 1us on v0 }
    domain e on m { vcpu v0 period 2us budget 1us }
    scenario s on m { at 0us start d  at 742ns set d.v0 period 3us  at 743ns set d.v1 period 3us
      at 744ns start e  run 150us }`,
  'a VCPU without a budget keeps no room for what it could do until its deadline': `
    machine m { cores 1  scheduler EDF  servers deferrable }
    domain d0 on m { vcpu v0 period 2us budget 1us core 0 }
    domain d2 on m { scheduler EDF  vcpu v0 period 4us core 0  vcpu v1 period 8us core 0
      task t0 period 6us wcet 1us deadline 4us soft on v0 }
    scenario s on m { at 0us start d2  at 18us remove task d2.t0  at 18us start d0  at 18us stop d0
      at 18us start d0  run 168us }`,
  'less for a guest that schedules globally, which is quiet, but never as a period ends': `
    machine m { cores 2  scheduler EDF global  servers periodic }
    domain d on m { scheduler EDF global  vcpu v0 period 10us budget 8us  vcpu v1 period 10us budget 8us
      task t period 10us wcet 2us offset 9us }
    scenario s on m { at 0us start d  at 25us set d.v0 budget 6us  run 500us }`,
  'a domain starts at the instant at which it loses its task, and with it a deadline that counts': `
    machine m { scheduler EDF  servers periodic }
    domain d on m { vcpu v0 period 4us deadline 3us core 0  task t period 6us wcet 1us }
    domain e on m { vcpu v0 period 2us budget 1us core 0 }
    domain f on m { vcpu v0 period 2us budget 1us core 0 }
    scenario s on m { at 0us start d  at 0us remove task d.t  at 0us start e  at 0us start f
      at 13us set e.v0 period 3us budget 1us  run 160us }`,
  'a domain moves to less while a task that was taken away may have work': `
    machine h { cores 4  pool p { cores 0, 1  scheduler EDF  servers periodic }
      pool q { cores 2, 3  scheduler EDF  servers periodic } }
    domain d0 on h.p { vcpu v0 period 2us budget 1us core 0 }
    domain d1 on h.p { scheduler EDF  vcpu v0 period 9us core 0
      task t0 period 6us wcet 1us  task t1 period 9us wcet 7us offset 3us }
    scenario s on h { at 0us start d1  at 8us start d0  at 8us migrate d1 to h.q
      at 8us remove task d1.t0  at 8us stop d0  run 158us }`,
  'a domain moves that has a VCPU of no budget': `
    machine h { cores 4  pool p { cores 0, 1  scheduler EDF }  pool q { cores 2, 3  scheduler EDF } }
    domain d on h.p { scheduler EDF  vcpu v0 period 2us  vcpu v1 period 8us
      task t period 6us wcet 1us on v0 }
    scenario s on h { at 0us start d  at 11us migrate d to h.q  run 160us }`,
  'a VCPU that starts again fits above its own ghost alone': `
    machine m { cores 2  scheduler DM global  servers periodic }
    domain d0 on m { vcpu v0 period 2us budget 1us }
    domain d1 on m { vcpu v0 period 3us budget 3us }
    scenario s on m { at 0us start d1  at 0us set d1.v0 budget 1us  at 0us start d0
      at 868ns stop d1  at 868ns start d1  run 150us }`,
  'a VCPU with a smaller budget stops on a core, and starts again': `
    machine m { cores 2  scheduler EDF partitioned  servers deferrable }
    domain d on m { vcpu v0 period 8us budget 2us }
    domain y on m { vcpu v0 period 5us budget 2us }
    domain x on m { vcpu v0 period 10us budget 9us }
    scenario s on m { at 0us start d, x, y  at 15us set d.v0 budget 1us
      at 16us stop d  at 16us start d  run 200us }`,
};

test.each(Object.entries(cases))('%s', async (_, text) => {
  const written = await modelOf(text);
  const result = simulate(completeSystem(written), { scenario: 's', written });
  expect(result.scenario.every(({ admitted }) => admitted)).toBe(true);
  expect(overdue(written, result)).toEqual([]);
});
