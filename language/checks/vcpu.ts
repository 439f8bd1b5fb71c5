import { coreOfAnotherPool, poolHere } from '../../messages/checks/pools.ts';
import {
  budgetAboveDeadline,
  budgetAbovePeriod,
  deadlineAbovePeriod,
  deadlineHere,
  finerThanGrid,
  machineHere,
  noSuchCore,
  outsideLimits,
  periodHere,
  rangeBackwards,
  unwrittenVcpuNeedsPriority,
  vcpuNeedsPriority,
} from '../../messages/checks/vcpu.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import { type Domain, isDomain, isPool, type Vcpu } from '../generated/ast.ts';
import { coreCount, divideCores } from '../machines/divide-cores.ts';
import { type Home, homeName, machineIn } from '../machines/home.ts';
import { ignoredOn, traitsOn } from '../policies/ignored.ts';
import { mostCores } from '../syntax/attributes.ts';
import { readWhole } from '../syntax/values.ts';
import { type Check, type CheckContext, check, type Problem, type Report } from './check.ts';
import { isCutShort } from './cut-short.ts';
import { timeAt } from './read.ts';
import { related } from './related.ts';

/** A VCPU's longest written period: the upper end of a range. */
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

function homeOfVcpu(vcpu: Vcpu, context: CheckContext): Home | undefined {
  return isDomain(vcpu.$container) ? context.homeOf(vcpu.$container) : undefined;
}

function checkCore(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const home = homeOfVcpu(vcpu, context);
  const text = vcpu.core[0];
  if (home === undefined || text === undefined) return;
  const machine = machineIn(home);
  const core = readWhole(text, 0, mostCores - 1);
  const cores = coreCount(machine);
  if (!('value' in core) || cores === undefined || core.value < cores) return;
  report({
    message: noSuchCore({ core: text, machine: machine.name, cores }),
    node: vcpu,
    property: 'core',
    related: related(machineHere(), machine, 'name'),
  });
}

/** A core that another pool of the machine has, or that its pools leave. */
function checkPool(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const home = homeOfVcpu(vcpu, context);
  const text = vcpu.core[0];
  if (home === undefined || text === undefined || machineIn(home).pools.length === 0) return;
  const core = readWhole(text, 0, mostCores - 1);
  const { own, pools } = divideCores(machineIn(home));
  const { cores, sure } = (isPool(home) ? pools.get(home) : undefined) ?? own;
  if (!('value' in core) || !sure || cores.length === 0) return;
  if (cores.includes(core.value) || core.value >= (coreCount(machineIn(home)) ?? 0)) return;
  const owner = [...pools].find(([, share]) => share.cores.includes(core.value))?.[0];
  report({
    message: coreOfAnotherPool({
      core: core.value,
      owner: owner === undefined ? undefined : homeName(owner),
      home: homeName(home),
      cores: writtenCores(cores),
    }),
    node: vcpu,
    property: 'core',
    related: owner === undefined ? [] : related(poolHere(), owner, 'name'),
  });
}

function checkMissingPriority(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const policy = traitsOn(homeOfVcpu(vcpu, context));
  if (policy?.order !== 'priority' || vcpu.priority.length > 0 || isCutShort(vcpu)) return;
  const message = vcpuNeedsPriority({ vcpu: vcpu.name, policy: policy.kind });
  report({ message, node: vcpu, property: 'name', data: { missing: 'priority' } });
}

/** A domain without a written VCPU has a default one, which cannot have a priority. */
function checkUnwrittenPriority(domain: Domain, report: Report, context: CheckContext): void {
  const policy = traitsOn(context.homeOf(domain));
  if (domain.vcpus.length > 0 || policy?.order !== 'priority') return;
  const message = unwrittenVcpuNeedsPriority({ domain: domain.name, policy: policy.kind });
  report({ message, node: domain, property: 'name' });
}

const attributes = ['period', 'budget', 'deadline', 'priority', 'extratime', 'core'] as const;

function checkIgnored(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const home = homeOfVcpu(vcpu, context);
  for (const property of attributes) {
    const message = vcpu[property].length === 0 ? undefined : ignoredOn(home, property);
    if (message !== undefined) report({ message, node: vcpu, property });
  }
}

export const gridCodes = ['rtds/not-whole-us', 'rtds/outside-limits'] as const;

/** The problem of a time that the machine's policy cannot count; undefined where it can. */
export function gridProblem(
  text: string | undefined,
  home: Home | undefined,
): Pick<Problem, 'code' | 'message'> | undefined {
  const policy = traitsOn(home);
  const ns = text === undefined ? undefined : timeAt([text]);
  if (policy === undefined || policy.grid === null) return undefined;
  if (ns === undefined || text === undefined) return undefined;
  const { kind, grid } = policy;
  if (ns < grid.least || ns > grid.most) {
    return { code: gridCodes[1], message: outsideLimits({ policy: kind, time: text, ...grid }) };
  }
  if (ns % grid.step === 0) return undefined;
  const step = formatDuration(grid.step);
  return { code: gridCodes[0], message: finerThanGrid({ policy: kind, step, time: text }) };
}

function checkGrid(vcpu: Vcpu, report: Report, context: CheckContext): void {
  const home = homeOfVcpu(vcpu, context);
  for (const [property, texts] of writtenTimes(vcpu)) {
    for (const text of texts) {
      const problem = gridProblem(text, home);
      if (problem !== undefined) report({ ...problem, node: vcpu, property });
    }
  }
}

/** The written times of a VCPU, by attribute. */
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
  check('Vcpu', 'vcpu/core-of-another-pool', 'error', checkPool),
  check('Vcpu', 'vcpu/missing-priority', 'error', checkMissingPriority),
  check('Domain', 'vcpu/missing-priority', 'error', checkUnwrittenPriority),
  check('Vcpu', 'vcpu/ignored', 'warning', checkIgnored),
  check('Vcpu', gridCodes, 'error', checkGrid),
];
