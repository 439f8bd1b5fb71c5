import type { Action, Domain, Task, Vcpu } from '../../model/model.ts';
import { hasServers } from '../../model/policies.ts';
import type { Change } from '../change.ts';
import type { Remedy, RemedyKind } from '../remedies.ts';
import { nearest, nearestAbove } from './nearest.ts';
import { gridOf, type RefusedStep } from './refused-step.ts';

/** The number of tasks of each started domain that are tried, the largest first. */
const TASKS = 3;

/** Smaller demands of what the step adds: budgets, execution times, longer periods. */
export function* lessDemand(step: RefusedStep): Generator<void, readonly Remedy[]> {
  const { action } = step;
  switch (action.kind) {
    case 'start': {
      const found: Remedy[] = [];
      for (const domain of startedDomains(step, action)) {
        for (const vcpu of domain.vcpus) found.push(...(yield* otherBudget(step, domain, vcpu)));
        for (const task of largest(domain.tasks))
          found.push(
            ...(yield* lighterTask(step, homeOf(step, domain.name), task, ofTask(domain, task))),
          );
      }
      return found;
    }
    case 'add': {
      const { element } = step;
      const { task, domain } = action;
      return yield* lighterTask(step, homeOf(step, domain), task, (attribute, value) => ({
        ...{ kind: 'set-in-step', element, subject: task.name, attribute, value },
      }));
    }
    case 'set':
      return yield* nearerInterface(step, action);
    case 'stop':
    case 'remove':
    case 'migrate':
    case 'plan':
      return [];
  }
}

function startedDomains({ state }: RefusedStep, action: Action): readonly Domain[] {
  if (action.kind !== 'start') return [];
  return state.model.machines.flatMap(({ domains }) =>
    domains.filter(({ name }) => action.domains.includes(name)),
  );
}

/** The machine on which a domain runs, or would start. */
function homeOf({ state }: RefusedStep, domain: string): string {
  const running = state.running.find((one) => one.domain.name === domain)?.machine;
  const declared = state.model.machines.find(({ domains }) =>
    domains.some(({ name }) => name === domain),
  );
  return running ?? declared?.name ?? '';
}

function largest(tasks: readonly Task[]): readonly Task[] {
  return tasks
    .filter(({ soft }) => soft === undefined)
    .sort((a, b) => b.wcet / b.period - a.wcet / a.period)
    .slice(0, TASKS);
}

type SetTime = (attribute: 'wcet' | 'period', value: number) => Change;

function ofTask(domain: Domain, { name }: Task): SetTime {
  const element = { kind: 'task', domain: domain.name, task: name } as const;
  return (attribute, value) => ({ kind: 'set', element, attribute, value });
}

/** The largest WCET and the smallest period with which the step is admitted. */
function* lighterTask(
  step: RefusedStep,
  machine: string,
  task: Task,
  change: SetTime,
): Generator<void, readonly Remedy[]> {
  const grid = gridOf(step.state, machine);
  const wcet = yield* nearest(Math.ceil(task.wcet / grid), 1, (steps) =>
    step.admits([change('wcet', steps * grid)]),
  );
  const period = yield* nearestAbove(Math.floor(task.period / grid), (steps) =>
    step.admits([change('period', steps * grid)]),
  );
  return [
    ...(wcet === null ? [] : [remedy('shorten-wcet', change('wcet', wcet * grid))]),
    ...(period === null ? [] : [remedy('lengthen-period', change('period', period * grid))]),
  ];
}

/**
 * The written budget nearest to the present one that is admitted: a larger one if the guest fails,
 * else a smaller one that still serves the guest.
 */
function* otherBudget(
  step: RefusedStep,
  { name: domain }: Domain,
  { name: vcpu, budget, period, deadline }: Vcpu,
): Generator<void, readonly Remedy[]> {
  const machine = step.state.model.machines.find(({ name }) => name === homeOf(step, domain));
  if (budget === undefined || machine === undefined || !hasServers(machine.policy)) return [];
  const element = { kind: 'vcpu', domain, vcpu } as const;
  const enough = step.analysis.domains
    .find((each) => each.domain === domain)
    ?.vcpus.find((each) => each.vcpu === vcpu)?.minBudget;
  const most = deadline ?? (period.kind === 'fixed' ? period.period : budget);
  if (enough === undefined || enough === null || enough === budget || enough > most) return [];
  const grid = gridOf(step.state, machine.name);
  const change = (steps: number): Change => {
    return { kind: 'set', element, attribute: 'budget', value: steps * grid };
  };
  const near = Math[enough > budget ? 'floor' : 'ceil'](budget / grid);
  const found = yield* nearest(near, Math.max(1, Math.ceil(enough / grid)), (steps) =>
    step.admits([change(steps)]),
  );
  if (found === null) return [];
  return [remedy(enough > budget ? 'set-budget' : 'lower-budget', change(found))];
}

type SetAction = Extract<Action, { kind: 'set' }>;

/** The times nearest to those asked, one at a time, on the way to the present ones. */
function* nearerInterface(
  step: RefusedStep,
  action: SetAction,
): Generator<void, readonly Remedy[]> {
  const { element, state } = step;
  const { domain, vcpu } = action;
  const one = state.running.find((each) => each.domain.name === domain);
  const now = state.completed.machines
    .flatMap(({ domains }) => domains)
    .find(({ name }) => name === domain)
    ?.vcpus.find(({ name }) => name === vcpu);
  if (one === undefined || now === undefined) return [];
  const grid = gridOf(state, one.machine);
  const found: Remedy[] = [];
  for (const attribute of ['budget', 'period'] as const) {
    const [asked, present] = [action[attribute], now[attribute]];
    if (asked === undefined || present === null) continue;
    const change = (steps: number): Change => ({
      ...{ kind: 'set-in-step', element, subject: `${domain}.${vcpu}`, attribute },
      value: steps * grid,
    });
    const steps = yield* nearest(Math.round(asked / grid), Math.round(present / grid), (each) =>
      step.admits([change(each)]),
    );
    if (steps !== null) found.push(remedy(settings[attribute], change(steps)));
  }
  return found;
}

const settings = { budget: 'set-budget', period: 'set-period' } as const;

function remedy(kind: RemedyKind, change: Change): Remedy {
  return { kind, changes: [change], preferred: false };
}
