import { runsGlobally } from '../choose/guest-problem.ts';
import { taskHere } from '../facts/here.ts';
import type { ProvenVcpu } from '../facts/proven.ts';
import { shortageOf } from '../guest/shortage.ts';
import type { TaskAnalysis, Verdict, Witness } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import { hasServers, traitsOf } from '../model/policies.ts';
import type { Reason } from '../model/reason.ts';
import type { CanMiss, Finding, HoldsBeside, Served, TimeRemedy } from './finding.ts';
import type { RelatedElement, RelatedRole } from './related.ts';

/**
 * The findings inside one VCPU: tasks that can miss, hard and soft, and budgets that are too large
 * or useless.
 */
export function guestFindings(proven: ProvenVcpu): readonly Finding[] {
  const { machine, guest, tasks, vcpu } = proven;
  // Missing windows are reported as an error in the text.
  const { policy } = machine;
  const { gives } = traitsOf(policy);
  if (gives === 'windows' && proven.supply() === null) return [];
  // The machine's finding says that nothing is guaranteed there.
  const doubts = gives !== 'shares';
  const found: Finding[] = [];
  const hard = tasks.filter((task) => !task.soft);
  const told = !runsGlobally(proven.domain) || tasks.length > 0;
  if (told && guest.verdict.kind === 'unschedulable' && !isToldByText(proven, hard))
    found.push(unschedulable(proven, hard, guest.verdict.reason));
  if (doubts && told && guest.verdict.kind === 'unknown')
    found.push(notProven(proven, guest.verdict.reason));
  for (const task of tasks) {
    if (!task.soft || task.verdict.kind === 'schedulable') continue;
    if (!doubts && task.verdict.kind === 'unknown') continue;
    if (!isToldByText(proven, [task])) found.push(softCanMiss(proven, task, task.verdict));
  }
  found.push(...oversized(proven));
  const complete = !proven.domain.incomplete;
  if (complete && hasServers(policy) && vcpu.period === null && tasksOf(proven).length === 0) {
    found.push(getsNothing(proven));
  }
  return found;
}

/**
 * Whether the only tasks that can miss are those that would miss even alone. The text reports these
 * as errors.
 */
function isToldByText({ domain }: ProvenVcpu, tasks: readonly TaskAnalysis[]): boolean {
  const hopeless = new Set(
    domain.tasks.filter((task) => task.wcet > task.deadline).map(({ name }) => name),
  );
  const failing = tasks.filter(({ verdict }) => verdict.kind !== 'schedulable');
  return failing.length > 0 && failing.every(({ task }) => hopeless.has(task));
}

function unschedulable(proven: ProvenVcpu, hard: readonly TaskAnalysis[], reason: Reason): Finding {
  const { guest, vcpu } = proven;
  const failing = hard.filter((task) => task.verdict.kind === 'unschedulable');
  const named = failing.find((task) => task.task === guest.witness?.task) ?? failing[0];
  const { gives } = traitsOf(proven.machine.policy);
  const known =
    reason.kind !== 'without-window' &&
    (gives === 'budgets' ? vcpu.budget !== null : gives !== 'shares');
  const fixable =
    guest.minBudget !== null || !hasServers(proven.machine.policy) || named === undefined;
  const beside = besideOf(proven, hard, named?.task);
  return {
    code: 'guest-unschedulable',
    severity: beside === null ? 'error' : severityBeside(proven),
    ...(fixable ? atVcpu(proven) : atTask(proven, named.task)),
    data: {
      served: served(proven),
      what: known && named !== undefined ? canMiss(proven, named) : { kind: 'fails', reason },
      remedy: remedy(proven),
      beside,
    },
    related: relatedTasks(proven, named?.task, new Set(failing.map((task) => task.task))),
  };
}

/** The second verdict, if all of these tasks hold; with the response of the one that is named. */
function besideOf(
  proven: ProvenVcpu,
  tasks: readonly TaskAnalysis[],
  named: string | undefined,
): HoldsBeside | null {
  const holds = tasks.map(({ task }) => taskHere(proven, task));
  if (proven.domain.incomplete || holds.length === 0 || holds.includes(null)) return null;
  return { response: named === undefined ? null : (taskHere(proven, named)?.response ?? null) };
}

/** The severity where the interface is refused and the neighbors suffice, by what is owed. */
function severityBeside({ machine }: ProvenVcpu): Finding['severity'] {
  return machine.guarantee === 'here' ? 'hint' : 'warning';
}

/** A task that can miss, with the window of the VCPU's witness. */
function canMiss(proven: ProvenVcpu, task: TaskAnalysis): CanMiss {
  const { witness } = proven.guest;
  const mine = witness?.task === task.task ? witness : null;
  const late = lateness(proven, task, mine);
  return {
    kind: 'can-miss',
    task: task.task,
    deadline: task.deadline,
    late: late === null || late <= 0 ? null : late,
    shortage: shortageOf(witness),
  };
}

/**
 * The lateness of a task, in ns: by its response time, or by the time at which supply meets the
 * demand of the witness.
 */
function lateness(proven: ProvenVcpu, task: TaskAnalysis, witness: Witness | null): number | null {
  if (task.response !== null) return task.response - task.deadline;
  if (witness === null || witness.from !== undefined) return null;
  if (runsGlobally(proven.domain)) return null;
  const done = proven.supply()?.inverse(witness.demand) ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(done) ? done - witness.time : null;
}

function remedy({ machine, guest, vcpu, inside }: ProvenVcpu): TimeRemedy | null {
  if (!hasServers(machine.policy))
    return inside.passesAligned === true ? { kind: 'aligned' } : null;
  if (guest.minBudget !== null) {
    return guest.minBudget > (vcpu.budget ?? 0)
      ? { kind: 'enough', budget: guest.minBudget }
      : null;
  }
  return vcpu.period === null ? null : { kind: 'no-budget', period: vcpu.period };
}

/** The smallest sufficient budget, if it exceeds the VCPU's. */
function enough({ guest, vcpu }: ProvenVcpu): number | null {
  const { minBudget } = guest;
  return minBudget !== null && minBudget > (vcpu.budget ?? 0) ? minBudget : null;
}

function aligned({ inside }: ProvenVcpu): { readonly aligned?: true } {
  return inside.passesAligned === true ? { aligned: true } : {};
}

function notProven(proven: ProvenVcpu, reason: Reason): Finding {
  const { test } = proven.guest;
  const open = proven.tasks.find(({ verdict }) => verdict.kind !== 'schedulable');
  const hard = proven.tasks.filter((task) => !task.soft);
  const beside = besideOf(proven, hard, open?.task);
  return {
    code: 'not-proven',
    severity: beside === null ? 'warning' : severityBeside(proven),
    ...atVcpu(proven),
    data: {
      kind: 'guest',
      served: served(proven),
      reason,
      test,
      enough: enough(proven),
      ...aligned(proven),
      beside,
    },
    related: relatedTasks(proven, undefined, new Set()),
  };
}

function softCanMiss(
  proven: ProvenVcpu,
  task: TaskAnalysis,
  verdict: Exclude<Verdict, { kind: 'schedulable' }>,
): Finding {
  const beside = besideOf(proven, [task], task.task);
  return {
    code: 'soft-can-miss',
    severity: beside === null ? 'warning' : severityBeside(proven),
    element: { kind: 'task', domain: proven.domain.name, task: task.task },
    data: {
      served: served(proven),
      what:
        verdict.kind === 'unschedulable'
          ? canMiss(proven, task)
          : { kind: 'not-proven', reason: verdict.reason },
      enough: enough(proven),
      beside,
    },
    related: [{ element: vcpuElement(proven), role: supplies(proven) }],
  };
}

/** A budget above the smallest sufficient one by half and by a twentieth of a core. */
function oversized(proven: ProvenVcpu): readonly Finding[] {
  const { domain, vcpu, guest } = proven;
  const { budget, period } = vcpu;
  const least = guest.minBudget;
  if (budget === null || period === null || least === null) return [];
  if (vcpu.computed.budget || domain.incomplete) return [];
  if (least <= 0 || budget <= 1.5 * least || budget - least <= 0.05 * period) return [];
  const data = { served: alone(proven), budget, enough: least };
  return [{ code: 'budget-oversized', severity: 'hint', ...atVcpu(proven), data, related: [] }];
}

function getsNothing(proven: ProvenVcpu): Finding {
  return {
    code: 'vcpu-gets-nothing',
    severity: 'warning',
    element: vcpuElement(proven),
    data: { served: alone(proven) },
    related: [],
  };
}

/** The tasks that fill the window, those that can miss first, and the machine's supply. */
function relatedTasks(
  proven: ProvenVcpu,
  named: string | undefined,
  failing: ReadonlySet<string>,
): RelatedElement[] {
  const domain = proven.domain.name;
  const related = tasksOf(proven)
    .slice(0, 12)
    .map(({ name: task, wcet, period }): RelatedElement => {
      const misses = task !== named && failing.has(task);
      return {
        element: { kind: 'task', domain, task },
        role: { kind: 'asks', task, wcet, period, misses },
      };
    });
  const machine = proven.machine.name;
  related.push({ element: { kind: 'machine', machine }, role: supplies(proven) });
  return related;
}

function supplies(proven: ProvenVcpu): RelatedRole {
  const { machine, vcpu, guest } = proven;
  const { period, budget } = vcpu;
  return {
    kind: 'supplies',
    machine: machine.name,
    served: served(proven),
    interface: period === null || budget === null ? null : { budget, period },
    gap: guest.longestGap === 0 ? null : guest.longestGap,
  };
}

function tasksOf({ domain, vcpu }: ProvenVcpu) {
  return domain.global ? domain.tasks : domain.tasks.filter((task) => task.vcpu === vcpu.name);
}

function atVcpu(proven: ProvenVcpu): Pick<Finding, 'element' | 'attribute'> {
  const written = proven.vcpu.budget !== null && !proven.vcpu.computed.budget;
  return { element: vcpuElement(proven), ...(written ? { attribute: 'budget' } : {}) };
}

function atTask(proven: ProvenVcpu, task: string): Pick<Finding, 'element' | 'attribute'> {
  return { element: { kind: 'task', domain: proven.domain.name, task }, attribute: 'wcet' };
}

function vcpuElement({ domain, vcpu }: ProvenVcpu): Element {
  return { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name };
}

function served({ domain, vcpu, inside: { plan } }: ProvenVcpu): Served {
  const name = { domain: domain.name, vcpu: runsGlobally(domain) ? null : vcpu.name };
  return plan === undefined ? name : { ...name, plan };
}

/** The VCPU itself, also where its domain schedules globally and others serve its tasks, too. */
function alone(proven: ProvenVcpu): Served {
  return { ...served(proven), vcpu: proven.vcpu.name };
}
