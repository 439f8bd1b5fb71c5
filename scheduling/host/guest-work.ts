import type { CompletedDomain, CompletedVcpu } from '../model/completed.ts';
import type { Task } from '../model/model.ts';

/**
 * The work that a VCPU's guest can ask for: any, that of certain tasks, or some that is not known,
 * because the tasks run on other VCPUs too, or have time besides the budget, or are not understood.
 */
export type GuestWork = 'any' | 'not-known' | readonly Pick<Task, 'period' | 'wcet'>[];

export function guestWork(domain: CompletedDomain, vcpu: CompletedVcpu): GuestWork {
  if (domain.incomplete) return 'not-known';
  if (domain.tasks.length === 0) return 'any';
  if (domain.global && domain.vcpus.length > 1) return 'not-known';
  const tasks = domain.global
    ? domain.tasks
    : domain.tasks.filter((task) => task.vcpu === vcpu.name);
  if (tasks.length === 0) return 'any';
  return vcpu.extratime ? 'not-known' : tasks;
}
