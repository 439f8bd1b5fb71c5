import { expect, test } from 'vitest';
import { jobsCsv } from '../../formats/jobs-csv.ts';
import { simulate } from '../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../support/as-written.ts';
import { modelOf } from '../support/model-of.ts';

async function csv(text: string, horizon: number): Promise<readonly string[]> {
  const { trace } = simulate(asWritten(await modelOf(text)), { horizon });
  return trace === null ? [] : [...jobsCsv(trace)].join('').split('\n');
}

test('one line a job, by domain, task and job as declared; empty where it did not begin or end', async () => {
  const lines = await csv(
    `machine m { scheduler null }
     domain d on m { scheduler FP  vcpu v0
       task slow period 10ms wcet 7ms priority 1  task fast period 5ms wcet 2ms priority 2 }`,
    20_000_000,
  );
  expect(lines).toEqual([
    'domain,task,job,release,deadline,start,finish',
    'd,slow,0,0,10000000,2000000,13000000',
    'd,slow,1,10000000,20000000,13000000,',
    'd,fast,0,0,5000000,0,2000000',
    'd,fast,1,5000000,10000000,5000000,7000000',
    'd,fast,2,10000000,15000000,10000000,12000000',
    'd,fast,3,15000000,20000000,15000000,17000000',
    '',
  ]);
});

test('names with commas and blanks are quoted as CSV has it', async () => {
  const lines = await csv(
    'machine m { scheduler null } domain "a, b" on m { vcpu v0  task "t 1" period 10ms wcet 20us }',
    5_000_000,
  );
  expect(lines[1]).toBe('"a, b",t 1,0,0,10000000,0,20000');
});

test('jobs released before the end are there, and none released at it', async () => {
  const lines = await csv(
    'machine m { scheduler null } domain d on m { vcpu v0  task t period 10ms wcet 10ms }',
    30_000_000,
  );
  expect(lines.slice(1, -1)).toEqual([
    'd,t,0,0,10000000,0,10000000',
    'd,t,1,10000000,20000000,10000000,20000000',
    'd,t,2,20000000,30000000,20000000,30000000',
  ]);
});

test('a long run comes in pieces', async () => {
  const model = asWritten(
    await modelOf(
      'machine m { scheduler null } domain d on m { vcpu v0  task t period 10us wcet 1us }',
    ),
  );
  const { trace } = simulate(model, { horizon: 250_000_000 });
  const pieces = trace === null ? [] : [...jobsCsv(trace)];
  expect(pieces.length).toBe(3);
  expect(pieces.join('').trim().split('\n')).toHaveLength(25_001);
});
