import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { Domain, ScenarioStep, SystemModel, Task } from '../../../scheduling/model/model.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { runs } from '../../support/runs.ts';
import { US } from '../../support/systems.ts';
import { shown } from './light-system.ts';
import { windowSystem } from './window-system.ts';

/** Periods and frames whose common multiples stay small. */
const PERIODS = [8, 10, 12, 15, 20, 24, 30, 40, 60];

/** A task as an aligned guest has it, tight enough that phases matter. */
function exactly(task: Task): Task {
  const period = PERIODS.findLast((each) => each * US <= task.period) ?? 8;
  const { deadline } = task;
  const due = Math.min(deadline, 3 * period * US);
  return { ...task, period: period * US, deadline: due, jitter: 0, sporadic: false };
}

function aligned(domain: Domain): Domain {
  return { ...domain, releases: 'aligned', tasks: domain.tasks.map(exactly) };
}

function withDomains(model: SystemModel, change: (domain: Domain) => Domain): SystemModel {
  const machines = model.machines.map((machine) => ({
    ...machine,
    domains: machine.domains.map(change),
  }));
  return { ...model, machines };
}

/** Aligned guests in windows of a frame, or on cores of their own. */
const systems = fc
  .tuple(
    windowSystem({ costs: false, severalCores: true }),
    windowSystem({ costs: true }),
    windowSystem({ costs: false, severalCores: true, globalGuests: true }),
    fc.constantFrom<'own' | 'windows' | 'costs' | 'jointly'>(
      'own',
      'windows',
      'windows',
      'costs',
      'jointly',
    ),
  )
  .map(([windows, costly, jointly, which]): SystemModel => {
    const drawn = { own: windows, windows, costs: costly, jointly };
    const model = withDomains(drawn[which], aligned);
    if (which !== 'own') return model;
    const own = { policy: { kind: 'null' }, cores: [...Array(16).keys()] } as const;
    const machines = model.machines.map((machine) => ({ ...machine, ...own }));
    return withDomains({ ...model, machines }, (domain) => ({
      ...domain,
      vcpus: domain.vcpus.map(({ core: _, ...vcpu }) => vcpu),
    }));
  });

test('an aligned guest that is called schedulable never misses', () => {
  let byTheRun = 0;
  fc.assert(
    fc.property(systems, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (model, seeds) => {
      const { domains, completed } = analyze(model);
      const safe = domains.filter(({ verdict }) => verdict.kind === 'schedulable');
      byTheRun += safe.filter(({ vcpus }) => vcpus[0]?.test.name === 'aligned-run').length;
      for (const seed of seeds) {
        const { tasks } = simulate(completed, { horizon: 900_000, seed, keepTrace: false });
        for (const { domain, name, misses } of tasks) {
          if (misses > 0 && safe.some((each) => each.domain === domain))
            throw new Error(`${domain}.${name} missed with seed ${seed} in\n${shown(model)}`);
        }
      }
    }),
    { numRuns: runs(400) },
  );
  expect(byTheRun, 'guests that the run proves').toBeGreaterThan(runs(400) / 5);
});

test('one that is called unschedulable shows its miss, when the analysis says', () => {
  let refused = 0;
  fc.assert(
    fc.property(systems, (model) => {
      const { domains, completed } = analyze(model);
      for (const { domain, vcpus } of domains) {
        for (const { vcpu, verdict, witness, test: used } of vcpus) {
          if (verdict.kind !== 'unschedulable' || used.name !== 'aligned-run') continue;
          if (witness?.from === undefined) continue;
          refused++;
          const due = witness.from + witness.time;
          const supply = { domain, vcpu };
          const { trace, tasks } = simulate(completed, { horizon: due + 1, supply });
          const late = tasks.find(({ name }) => name === witness.task);
          expect(late?.misses, `${domain}.${witness.task} at ${due} in\n${shown(model)}`).toBe(1);
          expect(trace).not.toBeNull();
        }
      }
    }),
    { numRuns: runs(300) },
  );
  expect(refused).toBeGreaterThan(runs(300) / 20);
});

test('nor does one that starts in mid-frame, and is given another task', () => {
  let added = 0;
  const waits = fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(systems, waits, fc.nat(), (model, drawn, seed) => {
      const late = new Map<string, Task>();
      const smaller = withDomains(model, (domain) => {
        const last = domain.tasks.at(-1);
        if (domain.tasks.length < 2 || last === undefined) return domain;
        late.set(domain.name, last);
        return { ...domain, tasks: domain.tasks.slice(0, -1) };
      });
      let at = 0;
      const [machine] = smaller.machines;
      const steps = (machine?.domains ?? []).flatMap(({ name }, index): ScenarioStep[] => {
        const task = late.get(name);
        at += drawn[index] ?? 0;
        const start = { at, action: { kind: 'start', domains: [name] } } as const;
        if (task === undefined) return [start];
        at += drawn[index + 4] ?? 0;
        return [start, { at, action: { kind: 'add', domain: name, task } }];
      });
      const scenario = { name: 's', machine: machine?.name ?? '', steps, run: at + 600_000 };
      const written = { ...smaller, scenarios: [scenario] };
      const result = simulate(completeSystem(written), { scenario: 's', written, seed });
      added += result.scenario.filter(
        ({ action, admitted }) => admitted && action.kind === 'add',
      ).length;
      for (const { domain, name, misses } of result.tasks) {
        if (misses > 0)
          throw new Error(
            `${domain}.${name} missed with seed ${seed} in\n${shown(written)}\n${JSON.stringify(steps)}`,
          );
      }
    }),
    { numRuns: runs(300) },
  );
  expect(added, 'tasks that were added').toBeGreaterThan(runs(300) / 5);
});
