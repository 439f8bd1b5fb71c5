import type { Domain, Task } from '../../../../../scheduling/model/model.ts';
import { domain, task, US, vcpu } from '../../../../support/systems.ts';
import type { DrawnDomain, DrawnTask } from './draws.ts';
import type { SoakOptions } from './options.ts';

export function taskOf(
  options: SoakOptions,
  name: string,
  { period, wcet, slack, priority, jitter, offset, soft }: DrawnTask,
  on: string | undefined,
): Task {
  const cost = Math.min(wcet, period);
  const deadline = Math.max(cost + jitter + 1, period - slack);
  const times = { deadline: deadline * US, jitter: jitter * US, offset: offset * US, priority };
  const { vcpu: _, ...hard } = task(name, period * US, cost * US, times);
  const made = options.soft === true && soft ? { ...hard, soft: {} } : hard;
  return on === undefined ? made : { ...made, vcpu: on };
}

export function domainOf(options: SoakOptions, drawn: DrawnDomain, index: number): Domain {
  const global = options.globalGuests && drawn.kind % 2 === 0;
  const full = options.tasks && drawn.kind === 1;
  const vcpus = drawn.vcpus.map(({ period, share, slack, priority, core }, number) => {
    const budget = full ? period : Math.max(1, Math.floor((period * share) / 10));
    const deadline = options.constrained ? Math.max(budget, period - slack) : period;
    const open = options.open === true && drawn.kind > 1 && drawn.tasks.length > 0;
    const times = {
      period: period * US,
      ...(open ? {} : { budget: budget * US }),
      ...(deadline === period ? {} : { deadline: deadline * US }),
    };
    const own = vcpu(`v${number}`, { ...times, priority, core });
    const chosen = open && drawn.kind === 5 && deadline === period;
    const range = { kind: 'range', from: 4 * US, to: 12 * US } as const;
    return chosen ? { ...own, period: range } : own;
  });
  const tasks = options.tasks
    ? drawn.tasks.map((each, number) =>
        taskOf(options, `t${number}`, each, global ? undefined : `v${number % vcpus.length}`),
      )
    : [];
  const policy =
    drawn.policy === 'RR'
      ? ({ kind: 'RR', quantum: 2 * US } as const)
      : ({ kind: drawn.policy } as Domain['policy']);
  const type = options.admission === 'dom0' && index === 0 ? 'dom0' : 'pv';
  return domain(`d${index}`, vcpus, tasks, { policy, global, type });
}
