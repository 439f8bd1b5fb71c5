import { readFileSync } from 'node:fs';
import { EmptyFileSystem } from 'langium';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import type { Machine, MachinePolicy, SystemModel } from '../../scheduling/model/model.ts';
import type { SimulationResult } from '../../scheduling/simulation/result.ts';
import { simulate } from '../../scheduling/simulation/run/simulate.ts';

/**
 * The comparison of docs/open-environment.md: the arrivals of an example on statically partitioned
 * cores, in the open environment, and under Xen's credit schedulers.
 */

const EXAMPLE = 'examples/shared-or-partitioned.hsched';
const SCENARIO = 'day';
const MS = 1e6;

/** The ways in which the cores of the same machine are given to the same guests. */
const arrangements: readonly (readonly [string, MachinePolicy | null])[] = [
  ['static partitions (a core a VCPU)', { kind: 'null' }],
  ['open environment (EDF, interfaces)', null],
  ['credit', { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true }],
  ['credit2', { kind: 'credit2', ratelimit: MS }],
];

/** The tables of the page, in Markdown. */
export async function comparison(): Promise<string> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, readFileSync(EXAMPLE, 'utf8'));
  const { model } = lower(document, Hypersched);
  const rows = arrangements.map(([name, policy]) => row(name, arranged(model, policy)));
  return [
    '| | starts admitted | most guests at once | real-time load, mean | at most | hard jobs | missed |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    ...migration(model),
  ].join('\n');
}

/** The system with its first machine under another policy. */
function arranged(model: SystemModel, policy: MachinePolicy | null): SystemModel {
  if (policy === null) return model;
  const machines = model.machines.map((machine, index): Machine => {
    return index === 0 ? { ...machine, policy } : machine;
  });
  return { ...model, machines };
}

function played(written: SystemModel): SimulationResult {
  return simulate(completeSystem(written), { scenario: SCENARIO, written });
}

function row(name: string, written: SystemModel): string {
  const run = played(written);
  const starts = run.scenario.filter(({ action }) => action.kind === 'start');
  const admitted = starts.filter((step) => step.admitted).length;
  const hard = run.tasks.filter(({ soft }) => !soft);
  const jobs = hard.reduce((sum, task) => sum + task.jobs, 0);
  const missed = hard.reduce((sum, task) => sum + task.misses, 0);
  const { mean, most, guests } = load(written, run);
  return `| ${[
    name,
    `${admitted} of ${starts.length}`,
    guests,
    percent(mean),
    percent(most),
    jobs,
    missed === 0 ? '0' : `${missed} (${percent(missed / jobs)})`,
  ].join(' | ')} |`;
}

/** The load of the running guests' tasks on the first machine, as a share of its cores. */
function load(written: SystemModel, { scenario, end }: SimulationResult) {
  const [machine] = written.machines;
  if (machine === undefined) throw new Error('the example has no machine');
  const running = new Set<string>();
  let [area, most, guests, since] = [0, 0, 0, 0];
  const share = (): number => {
    const domains = machine.domains.filter(({ name }) => running.has(name));
    const tasks = domains.flatMap((domain) =>
      domain.tasks.filter(({ soft }) => soft === undefined),
    );
    return tasks.reduce((sum, { wcet, period }) => sum + wcet / period, 0) / machine.cores.length;
  };
  for (const { at, answered = at, action, admitted } of scenario) {
    area += share() * (answered - since);
    since = answered;
    if (!admitted) continue;
    if (action.kind === 'start') for (const name of action.domains) running.add(name);
    if (action.kind === 'stop') for (const name of action.domains) running.delete(name);
    if (action.kind === 'migrate') running.delete(action.domain);
    most = Math.max(most, share());
    guests = Math.max(guests, running.size);
  }
  return { mean: (area + share() * (end - since)) / end, most, guests };
}

/** The cost of a guest’s move, beside a run in which it stays. */
function migration(model: SystemModel): readonly string[] {
  const stays = {
    ...model,
    scenarios: model.scenarios.map((scenario) => ({
      ...scenario,
      steps: scenario.steps.filter(({ action }) => action.kind !== 'migrate'),
    })),
  };
  const [moving, staying] = [played(model), played(stays)];
  const move = moving.scenario.find(({ action }) => action.kind === 'migrate');
  if (move?.action.kind !== 'migrate') throw new Error('the example has no move');
  const { domain } = move.action;
  const gap = (run: SimulationResult) =>
    run.vcpus.find((vcpu) => vcpu.domain === domain)?.longestGap ?? 0;
  const responses = (run: SimulationResult) =>
    run.tasks
      .filter((task) => task.domain === domain)
      .map(({ name, response }) => `${name} ${ms(response.max ?? 0)}`)
      .join(', ');
  const misses = (run: SimulationResult) =>
    run.tasks.reduce((sum, task) => sum + (task.soft ? 0 : task.misses), 0);
  return [
    `| ${domain} | longest time without supply | longest responses | missed deadlines of all |`,
    '| --- | ---: | --- | ---: |',
    `| stays | ${ms(gap(staying))} | ${responses(staying)} | ${misses(staying)} |`,
    `| moves | ${ms(gap(moving))} | ${responses(moving)} | ${misses(moving)} |`,
    '',
    `Its move is answered ${ms((move.answered ?? move.at) - move.at)} after it is asked.`,
  ];
}

function ms(time: number): string {
  return `${(time / MS).toFixed(2)} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
