import { describe, expect, test } from 'vitest';
import { jobsCsv } from '../../../formats/jobs-csv.ts';
import { actionText } from '../../../messages/scenario/action.ts';
import { runNoteText } from '../../../messages/simulation/run-note.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import { jobsOfTrace } from '../../../scheduling/simulation/jobs-of-trace.ts';
import type { SimulationResult } from '../../../scheduling/simulation/result.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import type { Trace } from '../../../scheduling/simulation/trace.ts';
import { casesIn } from '../../support/cases.ts';
import { modelOf } from '../../support/model-of.ts';

/*
 * A run's test is a case in test/scheduling/simulation/runs. `$EXPECT$ VIEW` or `$EXPECT$ VIEW in
 * LENGTHms` stands above the expected view of the run. The scenario `s` is played if there is one.
 * All times are in ms.
 */

const MS = 1_000_000;

const ms = (time: number): string => String(time / MS);

function traceOf({ trace }: SimulationResult): Trace {
  if (trace === null) throw new Error('no trace was kept');
  return trace;
}

const views: Readonly<Record<string, (result: SimulationResult) => readonly string[]>> = {
  /** The start and the end of each job. */
  jobs: (result) => {
    const lines = [...jobsCsv(traceOf(result))].join('').trim().split('\n').slice(1);
    return lines.map((line) => {
      const [domain, task, , , , start, finish] = line.split(',');
      const at = (time = ''): string => (time === '' ? '' : ms(Number(time)));
      return `${domain}.${task}: ${at(start)}–${at(finish)}`;
    });
  },
  /** The first and the last release of each task that had a job. */
  lives: (result) => {
    const trace = traceOf(result);
    const jobs = jobsOfTrace(trace);
    const found = new Map<string, [number, number]>();
    for (let row = 0; row < jobs.count; row++) {
      const task = trace.names.tasks[jobs.task[row] ?? 0];
      const name = `${task?.domain}.${task?.task}`;
      const release = jobs.release[row] ?? 0;
      found.set(name, [found.get(name)?.[0] ?? release, release]);
    }
    return [...found].map(([name, [first, last]]) => `${name}: ${ms(first)}–${ms(last)}`);
  },
  supply: ({ vcpus }) =>
    vcpus.map(({ domain, name, supply }) => `${domain}.${name}: ${ms(supply)}`),
  gaps: ({ vcpus }) =>
    vcpus.map(({ domain, name, longestGap }) => `${domain}.${name}: ${ms(longestGap)}`),
  migrations: ({ vcpus }) =>
    vcpus.map(({ domain, name, migrations }) => `${domain}.${name}: ${migrations}`),
  cores: ({ cores }) =>
    cores.map(
      ({ machine, core, busy, overhead, idle }) =>
        `${machine} ${core}: ${ms(busy)} busy, ${ms(overhead)} overhead, ${ms(idle)} idle`,
    ),
  misses: ({ tasks }) => tasks.map(({ domain, name, misses }) => `${domain}.${name}: ${misses}`),
  responses: ({ tasks }) =>
    tasks.map(({ domain, name, response }) => `${domain}.${name}: ${ms(response.max ?? 0)}`),
  notes: ({ notes }) => notes.map(runNoteText),
  steps: ({ scenario }) =>
    scenario.map(
      ({ at, action, admitted }) =>
        `${ms(at)} ${actionText(action)}: ${admitted ? 'admitted' : 'refused'}`,
    ),
};

describe('a run', () => {
  test.each(casesIn('test/scheduling/simulation/runs'))('%s', async (_, { text, expected }) => {
    const written = await modelOf(text);
    const scenario = written.scenarios.length > 0 ? { scenario: 's', written } : {};
    for (const { what, lines } of expected) {
      const [, view = '', length] = /^(\w+)(?: in ([\d.]+)ms)?$/.exec(what) ?? [];
      const horizon = length === undefined ? {} : { horizon: Number(length) * MS };
      const shown = views[view]?.(simulate(completeSystem(written), { ...scenario, ...horizon }));
      expect(shown, `the view "${what}"`).toEqual(lines);
    }
  });
});
