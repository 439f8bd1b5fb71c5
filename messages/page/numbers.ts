import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';

export const nothingSimulatedYet = (): string => t('Nothing has been simulated yet.');
export const responseTimes = (): string => t('Response times');
export const copyTable = (): string => t('Copy the table');
export const saveTable = (): string => t('Save as CSV');

export const tableTitles = {
  tasks: () => t('Tasks'),
  vcpus: () => t('VCPUs'),
  cores: () => t('Cores'),
  scenario: () => t('Scenario'),
} satisfies Readonly<Record<string, () => string>>;

export function copyOf(table: string): string {
  return t('Copy {table}', { table });
}

export function csvOf(table: string): string {
  return t('CSV of {table}', { table });
}

/** The heads of the tables' columns. */
export const columnHeads = {
  action: () => t('action'),
  admitted: () => t('admitted'),
  at: () => t('at'),
  apart: () => t('apart'),
  because: () => t('because'),
  budget: () => t('budget'),
  budgetLost: () => t('budget lost'),
  budgetSet: () => t('budget in Xen'),
  periodSet: () => t('period in Xen'),
  busy: () => t('busy %'),
  core: () => t('core'),
  deadline: () => t('deadline'),
  differenceFirst: () => t('first difference'),
  differences: () => t('differences'),
  differsBecause: () => t('differs because'),
  grossBudget: () => t('gross budget'),
  idle: () => t('idle %'),
  jobs: () => t('jobs'),
  longestGapProven: () => t('longest gap proven'),
  longestGapSimulated: () => t('longest gap simulated, with idle time'),
  longestGapA: () => t('longest gap A'),
  longestGapB: () => t('longest gap B'),
  longestWait: () => t('longest wait measured'),
  maxA: () => t('max A'),
  maxB: () => t('max B'),
  meanA: () => t('mean A'),
  meanB: () => t('mean B'),
  missesA: () => t('misses A'),
  missesB: () => t('misses B'),
  mostInPeriod: () => t('most in a period'),
  mean: () => t('mean'),
  migrations: () => t('migrations'),
  misses: () => t('misses'),
  overhead: () => t('overhead %'),
  overrun: () => t('overrun'),
  p95: () => t('p95'),
  p99: () => t('p99'),
  period: () => t('period'),
  preemptions: () => t('preemptions'),
  proven: () => t('proven'),
  provenResponse: () => t('proven response'),
  simulatedMax: () => t('simulated max'),
  smallestBudget: () => t('smallest budget'),
  supplyTaken: () => t('supply taken'),
  supplyA: () => t('supply A %'),
  supplyB: () => t('supply B %'),
  switchesA: () => t('switches A'),
  switchesB: () => t('switches B'),
  switches: () => t('switches'),
  task: () => t('task'),
  unused: () => t('unused'),
  utilization: () => t('utilization %'),
  vcpu: () => t('VCPU'),
} satisfies Readonly<Record<string, () => string>>;

export const anyVcpu = (): string => t('any');

const verdictCells = {
  schedulable: () => t('schedulable'),
  unschedulable: () => t('unschedulable'),
  unknown: () => t('unknown'),
} satisfies Readonly<Record<VerdictKind, () => string>>;

/** A verdict in a column of verdicts. */
export function verdictCell(verdict: VerdictKind): string {
  return verdictCells[verdict]();
}

export function yesOrNo(yes: boolean): string {
  return yes ? t('yes') : t('no');
}

export function coreOf(machine: string, core: number): string {
  return t('{machine} core {core}', { machine, core });
}

export function responsesAloud({
  task,
  jobs,
  below,
  deadline,
}: {
  readonly task: string;
  readonly jobs: number;
  readonly below: string;
  readonly deadline: string;
}): string {
  return t('Response times of {task}: {jobs} jobs, all below {below}; its deadline is {deadline}', {
    task,
    jobs,
    below,
    deadline,
  });
}

export function responsesBetween(bar: {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}): string {
  return t('{from} to {to}: {count}', bar);
}

/** The reasons why a run differs from the proof. */
export const differsBecause = {
  added: () => t('the task is added by the scenario; each admission is judged by itself'),
  noWorstCase: () =>
    t('the miss needs the least supply and the worst phasing, which this run did not have'),
  undecided: () => t('no test decides it; a run alone proves nothing'),
  noJob: () => t('no job ended in this run'),
  changed: () => t('the scenario changed what was proven: the supply or the tasks beside it'),
  bound: () => t('the proven response is an upper bound, with every overhead and the least supply'),
  waitedLonger: () =>
    t(
      'it waited longer than is proven: the host is not as the file says, or other work stood in the way',
    ),
  overran: () => t('Xen lets a VCPU run on until it looks again, and charges switches to it'),
  notAsWritten: () => t('the host has another period or budget than the file'),
  moreSupply: () => t('this run had more supply, or another phasing, than the worst case'),
} satisfies Readonly<Record<string, () => string>>;
