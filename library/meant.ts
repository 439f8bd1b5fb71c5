import { needsPriorities } from '../scheduling/model/guest-policies.ts';
import type { Domain } from '../scheduling/model/model.ts';
import type { SchemaFault } from './schema-fault.ts';
import type { ReadRequest } from './schemas/request-schema.ts';

/**
 * A request with what its domain decides: the only VCPU of a task that names none. Numbers that do
 * not fit those of the domain are a fault.
 */
export function meant(
  request: ReadRequest,
  domainOf: (name: string) => Domain | undefined,
): ReadRequest | SchemaFault {
  if (request.kind === 'add') return meantTask(request, domainOf(request.domain));
  if (request.kind === 'set') return meantNumbers(request, domainOf(request.domain));
  return request;
}

type Add = Extract<ReadRequest, { kind: 'add' }>;
type Set = Extract<ReadRequest, { kind: 'set' }>;

function meantTask(request: Add, domain: Domain | undefined): ReadRequest | SchemaFault {
  if (domain === undefined) return request;
  const { task } = request;
  if (task.priority === undefined && needsPriorities(domain.policy.kind))
    return { path: 'task.priority', fault: 'the guest orders by priority' };
  if (domain.global)
    return task.vcpu === undefined
      ? request
      : { path: 'task.vcpu', fault: 'the guest schedules globally' };
  if (task.vcpu !== undefined)
    return domain.vcpus.some(({ name }) => name === task.vcpu)
      ? request
      : { path: 'task.vcpu', fault: 'the domain has no such VCPU' };
  const [only, ...others] = domain.vcpus;
  return only === undefined || others.length > 0
    ? { path: 'task.vcpu', fault: 'the domain has several VCPUs' }
    : { ...request, task: { ...task, vcpu: only.name } };
}

/** The VCPU as it runs has to hold the budget within its deadline, and that within its period. */
function meantNumbers(request: Set, domain: Domain | undefined): ReadRequest | SchemaFault {
  const vcpu = domain?.vcpus.find(({ name }) => name === request.vcpu);
  if (vcpu === undefined) return request;
  const { period } = vcpu;
  const own =
    period.kind === 'fixed' ? period.period : period.kind === 'range' ? period.to : Infinity;
  const longest = request.period ?? own;
  const deadline = vcpu.deadline ?? longest;
  if (deadline > longest) return { path: 'period', fault: 'the deadline exceeds the period' };
  return (request.budget ?? vcpu.budget ?? 0) <= deadline
    ? request
    : { path: 'budget', fault: 'the budget exceeds the deadline' };
}
