import * as v from 'valibot';
import { defaultGuestPolicy, needsPriorities } from '../../scheduling/model/guest-policies.ts';
import type { Domain, PeriodChoice, Vcpu } from '../../scheduling/model/model.ts';
import { isReleasedExactly } from '../../scheduling/model/releases.ts';
import type { NewVcpu } from '../request.ts';
import { guestPolicySchema } from './policy-schemas.ts';
import { newTaskSchema, taskSchema } from './task-schema.ts';
import { anyTime, core, name, someTime, uniquelyNamed, whole } from './values.ts';

const range = v.pipe(
  v.strictObject({ kind: v.literal('range'), from: someTime, to: someTime }),
  v.check(({ from, to }) => from <= to, 'the range is empty'),
);

const periodSchema: v.GenericSchema<unknown, PeriodChoice> = v.variant('kind', [
  v.strictObject({ kind: v.literal('fixed'), period: someTime }),
  range,
  v.strictObject({ kind: v.literal('open') }),
]);

const vcpuNumbers = {
  name,
  budget: v.exactOptional(someTime),
  deadline: v.exactOptional(someTime),
  core: v.exactOptional(core),
  priority: v.exactOptional(whole),
};

/** Whether a VCPU's budget is at most its deadline, and that at most its period. */
function fits({ period, deadline, budget = 0 }: Vcpu): boolean {
  const longest =
    period.kind === 'fixed' ? period.period : period.kind === 'range' ? period.to : Infinity;
  return (deadline ?? 0) <= longest && budget <= (deadline ?? longest);
}

const tooLarge = 'the budget exceeds the deadline or period, or the deadline the period';

const vcpuSchema: v.GenericSchema<unknown, Vcpu> = v.pipe(
  v.strictObject({ ...vcpuNumbers, period: periodSchema, extratime: v.boolean() }),
  v.check(fits, tooLarge),
);

const newVcpuSchema: v.GenericSchema<unknown, Vcpu> = v.pipe(
  v.strictObject({
    ...vcpuNumbers,
    period: v.exactOptional(
      v.union([
        someTime,
        v.pipe(
          v.strictObject({ from: someTime, to: someTime }),
          v.check(({ from, to }) => from <= to, 'the range is empty'),
        ),
      ]),
    ),
    extratime: v.exactOptional(v.boolean()),
  }),
  v.transform(
    ({ period, extratime, ...given }): Vcpu => ({
      ...given,
      period: periodOf(period),
      extratime: extratime ?? false,
    }),
  ),
  v.check(fits, tooLarge),
);

function periodOf(period: NewVcpu['period']): PeriodChoice {
  if (period === undefined) return { kind: 'open' };
  return typeof period === 'number' ? { kind: 'fixed', period } : { kind: 'range', ...period };
}

const domainNumbers = {
  name,
  cap: v.exactOptional(v.pipe(whole, v.minValue(1))),
  releases: v.exactOptional(v.literal('aligned')),
};

const weight = v.pipe(whole, v.minValue(1), v.maxValue(65_535));
const type = v.picklist(['dom0', 'pv', 'pvh', 'hvm']);

const some = (vcpus: Vcpu[]): boolean => vcpus.length > 0;
const none = 'a domain has no VCPU';
const twice = 'two VCPUs have one name';

const vcpusSchema = v.pipe(v.array(vcpuSchema), v.check(some, none), v.check(uniquelyNamed, twice));
const newVcpusSchema = v.pipe(
  v.array(newVcpuSchema),
  v.check(some, none),
  v.check(uniquelyNamed, twice),
);

/** The fault of a domain's tasks beside each other and their VCPUs; `null` if there is none. */
function faultOf({ policy, global, vcpus, tasks, releases }: Domain): string | null {
  const names = new Set(vcpus.map((vcpu) => vcpu.name));
  if (!uniquelyNamed(tasks)) return 'two tasks have one name';
  for (const task of tasks) {
    if (global ? task.vcpu !== undefined : !names.has(task.vcpu ?? ''))
      return 'a task is on no VCPU';
    if (task.priority === undefined && needsPriorities(policy.kind))
      return 'a task has no priority';
    if (releases === 'aligned' && !isReleasedExactly(task))
      return 'a task with aligned releases is sporadic or has jitter';
  }
  return null;
}

/** A domain of a system model. */
export const domainSchema: v.GenericSchema<unknown, Domain> = v.pipe(
  v.strictObject({
    ...domainNumbers,
    type,
    policy: guestPolicySchema,
    global: v.boolean(),
    kernelLatency: anyTime,
    taskSwitch: anyTime,
    weight,
    vcpus: vcpusSchema,
    tasks: v.array(taskSchema),
    incomplete: v.boolean(),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    // Text that is not understood may lack what the rest needs.
    const fault = dataset.typed && !dataset.value.incomplete ? faultOf(dataset.value) : null;
    if (fault !== null) addIssue({ message: fault });
  }),
);

/** A domain of a request, with the defaults of the language. */
export const newDomainSchema: v.GenericSchema<unknown, Domain> = v.pipe(
  v.strictObject({
    ...domainNumbers,
    type: v.exactOptional(type),
    policy: v.exactOptional(guestPolicySchema),
    global: v.exactOptional(v.boolean()),
    kernelLatency: v.exactOptional(anyTime),
    taskSwitch: v.exactOptional(anyTime),
    weight: v.exactOptional(weight),
    vcpus: v.exactOptional(newVcpusSchema),
    tasks: v.exactOptional(v.array(newTaskSchema)),
  }),
  v.transform((given): Domain => {
    const { name, cap, releases, tasks = [], global = false } = given;
    const vcpus: readonly Vcpu[] = given.vcpus ?? [
      { name: 'v0', period: { kind: 'open' }, extratime: false },
    ];
    const only = vcpus.length === 1 && !global ? vcpus[0]?.name : undefined;
    const placed = tasks.map((task) =>
      only === undefined || task.vcpu !== undefined ? task : { ...task, vcpu: only },
    );
    const prioritized = tasks.some(({ priority }) => priority !== undefined);
    return {
      name,
      type: given.type ?? 'pv',
      policy: given.policy ?? defaultGuestPolicy(prioritized),
      global,
      kernelLatency: given.kernelLatency ?? 0,
      taskSwitch: given.taskSwitch ?? 0,
      weight: given.weight ?? 256,
      ...(cap === undefined ? {} : { cap }),
      ...(releases === undefined ? {} : { releases }),
      vcpus,
      tasks: placed,
      incomplete: false,
    };
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const fault = dataset.typed ? faultOf(dataset.value) : null;
    if (fault !== null) addIssue({ message: fault });
  }),
);
