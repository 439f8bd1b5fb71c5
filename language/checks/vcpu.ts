import {
  belowMicrosecond,
  budgetAboveDeadline,
  budgetAbovePeriod,
  deadlineAbovePeriod,
  deadlineHere,
  eachOwnsCore,
  everyCore,
  type IgnoredAttribute,
  machineHere,
  noPriorities,
  noSuchCore,
  noUnusedTime,
  outsideLimits,
  periodHere,
  rangeBackwards,
  unwrittenVcpuNeedsPriority,
  vcpuNeedsPriority,
  weightsDecide,
  windowsDecide,
} from '../../messages/checks/vcpu.ts';
import { traitsOf } from '../../scheduling/model/policies.ts';
import {
  type Domain,
  isDomain,
  type Machine,
  type MachineScheduler,
  type Vcpu,
} from '../generated/ast.ts';
import { mostCores } from '../syntax/attributes.ts';
import { readWhole } from '../syntax/values.ts';
import { type Check, type CheckContext, check, type Problem, type Report } from './check.ts';
import { isCutShort } from './cut-short.ts';
import { timeAt } from './read.ts';
import { related } from './related.ts';

/** The longest period that is written: the end of a range. */
function longestPeriod(vcpu: Vcpu): { readonly ns: number; readonly text: string } | undefined {
  const text = vcpu.period[0]?.to ?? vcpu.period[0]?.from;
  const ns = text === undefined ? undefined : timeAt([text]);
  return ns === undefined || text === undefined ? undefined : { ns, text };
}

function checkBudget(vcpu: Vcpu, report: Report): void {
  const [budget] = vcpu.budget;
  const ns = timeAt(vcpu.budget);
  const period = longestPeriod(vcpu);
  if (budget === undefined || ns === undefined || period === undefined) return;
  if (ns <= period.ns) return;
  report({
    message: budgetAbovePeriod({ budget, period: period.text }),
    node: vcpu,
    property: 'budget',
    related: related(periodHere(), vcpu, 'period'),
  });
}

function checkBudgetDeadline(vcpu: Vcpu, report: Report): void {
  const [budget] = vcpu.budget;
  const [deadline] = vcpu.deadline;
  const [budgetNs, deadlineNs] = [timeAt(vcpu.budget), timeAt(vcpu.deadline)];
  const periodNs = longestPeriod(vcpu)?.ns ?? Number.POSITIVE_INFINITY;
  if (budget === undefined || deadline === undefined) return;
  if (budgetNs === undefined || deadlineNs === undefined) return;
  if (budgetNs <= deadlineNs || budgetNs > periodNs) return;
  report({
    message: budgetAboveDeadline({ budget, deadline }),
    node: vcpu,
    property: 'budget',
    related: related(deadlineHere(), vcpu, 'deadline'),
  });
}

function checkDeadline(vcpu: Vcpu, report: Report): void {
  const [deadline] = vcpu.deadline;
  const ns = timeAt(vcpu.deadline);
  const period = longestPeriod(vcpu);
  if (deadline === undefined || ns === undefined || period === undefined) return;
  if (ns <= period.ns) return;
  report({
    message: deadlineAbovePeriod({ deadline, period: period.text }),
    node: vcpu,
    property: 'deadline',
    related: related(periodHere(), vcpu, 'period'),
  });
}

function checkRange(vcpu: Vcpu, report: Report): void {
  for (const period of vcpu.period) {
    if (period.from === undefined || period.to === undefined) continue;
    const from = timeAt([period.from]);
    const to = timeAt([period.to]);
    if (from === undefined || to === undefined || from <= to) continue;
    report({
      message: rangeBackwards({ from: period.from, to: period.to }),
      node: period,
    });
  }
}

function machineOfVcpu(vcpu: Vcpu, context: CheckContext): Machine | undefined {
  return isDomain(vcpu.$container) ? context.machineOf(vcpu.$container) : undefined;
}

function checkCore(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const machine = machineOfVcpu(vcpu, context);
  const text = vcpu.core[0];
  if (machine === undefined || text === undefined) return;
  const core = readWhole(text, 0, mostCores - 1);
  const cores =
    machine.cores[0] === undefined ? { value: 1 } : readWhole(machine.cores[0], 1, mostCores);
  if (!('value' in core) || !('value' in cores) || core.value < cores.value) return;
  report({
    message: noSuchCore({ core: text, machine: machine.name, cores: cores.value }),
    node: vcpu,
    property: 'core',
    related: related(machineHere(), machine, 'name'),
  });
}

function scheduler(machine: Machine | undefined): MachineScheduler['kind'] | undefined {
  if (machine === undefined) return undefined;
  return machine.scheduler.length === 0 ? 'EDF' : machine.scheduler[0]?.kind;
}

function checkMissingPriority(vcpu: Vcpu, report: Report, context: CheckContext): void {
  if (
    scheduler(machineOfVcpu(vcpu, context)) !== 'FP' ||
    vcpu.priority.length > 0 ||
    isCutShort(vcpu)
  )
    return;
  const message = vcpuNeedsPriority(vcpu.name);
  report({ message, node: vcpu, property: 'name', data: { missing: 'priority' } });
}

/** A domain that writes no VCPU has one that cannot have a priority. */
function checkUnwrittenPriority(domain: Domain, report: Report, context: CheckContext): void {
  if (domain.vcpus.length > 0 || scheduler(context.machineOf(domain)) !== 'FP') return;
  report({ message: unwrittenVcpuNeedsPriority(domain.name), node: domain, property: 'name' });
}

const interfaceless: Readonly<Record<string, (ignored: IgnoredAttribute) => string>> = {
  null: eachOwnsCore,
  ARINC653: windowsDecide,
  credit: weightsDecide,
};

function checkIgnored(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const machine = machineOfVcpu(vcpu, context);
  const kind = scheduler(machine);
  if (machine === undefined || kind === undefined) return;
  const ignored = (
    property: keyof Vcpu & string,
    sayWhy: (ignored: IgnoredAttribute) => string,
  ): void => {
    const values: unknown = vcpu[property];
    if (!Array.isArray(values) || values.length === 0) return;
    report({
      message: sayWhy({ attribute: property, policy: kind, machine: machine.name }),
      node: vcpu,
      property,
    });
  };
  const why = interfaceless[kind];
  if (why !== undefined)
    for (const property of ['period', 'budget', 'deadline'] as const) ignored(property, why);
  if (kind !== 'FP') ignored('priority', noPriorities);
  if (kind !== 'RTDS') ignored('extratime', noUnusedTime);
  if (kind === 'RTDS' || machine.scheduler[0]?.placement === 'global') ignored('core', everyCore);
}

export const gridCodes = ['rtds/not-whole-us', 'rtds/outside-limits'] as const;

/** What is wrong with a time that the policy of a machine has to count; undefined: nothing. */
export function gridProblem(
  text: string | undefined,
  machine: Machine | undefined,
): Pick<Problem, 'code' | 'message'> | undefined {
  const kind = scheduler(machine);
  const grid = kind === undefined ? null : traitsOf({ kind }).grid;
  const ns = text === undefined ? undefined : timeAt([text]);
  if (grid === null || ns === undefined || text === undefined) return undefined;
  if (ns < grid.least || ns > grid.most) {
    return { code: gridCodes[1], message: outsideLimits(text, grid) };
  }
  return ns % grid.step === 0 ? undefined : { code: gridCodes[0], message: belowMicrosecond(text) };
}

function checkGrid(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const machine = machineOfVcpu(vcpu, context);
  for (const [property, texts] of writtenTimes(vcpu)) {
    for (const text of texts) {
      const problem = gridProblem(text, machine);
      if (problem !== undefined) report({ ...problem, node: vcpu, property });
    }
  }
}

/** The times that are written of a VCPU, by attribute. */
export function writtenTimes({
  period,
  budget,
  deadline,
}: Vcpu): readonly (readonly [string, readonly string[]])[] {
  return [
    ['period', period.flatMap(({ from, to }) => [from, to].filter((text) => text !== undefined))],
    ['budget', budget],
    ['deadline', deadline],
  ];
}

export const vcpuChecks: readonly Check[] = [
  check('Vcpu', 'vcpu/budget-above-period', 'error', checkBudget),
  check('Vcpu', 'vcpu/budget-above-deadline', 'error', checkBudgetDeadline),
  check('Vcpu', 'vcpu/deadline-above-period', 'error', checkDeadline),
  check('Vcpu', 'vcpu/range-backwards', 'error', checkRange),
  check('Vcpu', 'vcpu/no-such-core', 'error', checkCore),
  check('Vcpu', 'vcpu/missing-priority', 'error', checkMissingPriority),
  check('Domain', 'vcpu/missing-priority', 'error', checkUnwrittenPriority),
  check('Vcpu', 'vcpu/ignored', 'warning', checkIgnored),
  check('Vcpu', gridCodes, 'error', checkGrid),
];
