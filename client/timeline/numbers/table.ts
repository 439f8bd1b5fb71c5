import {
  anyVcpu,
  columnHeads,
  coreOf,
  differsBecause,
  type tableTitles,
  verdictCell,
} from '../../../messages/page/numbers.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { type Facts, factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis, VerdictKind } from '../../../scheduling/model/analysis.ts';
import type { RunStatistics } from '../talk/run-messages.ts';
import { measuredTable } from './measured-table.ts';

/** A table of simulated numbers beside proven ones. */
export interface NumbersTable {
  readonly name: keyof typeof tableTitles;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly label: string;
  /** Whether cells are times in ns, shown with a unit. */
  readonly time: boolean;
  /** Whether cells are sentences, which may take several lines. */
  readonly prose?: boolean;
  /** The words of a cell whose value is not shown as it is. */
  readonly say?: (cell: Cell) => string;
  /** Whether a cell is bad news. */
  readonly isBad?: (cell: Cell) => boolean;
}

export type Cell = string | number | null;

type Head = keyof typeof columnHeads;

export const textColumn = (head: Head): Column => ({ label: columnHeads[head](), time: false });
export const timeColumn = (head: Head): Column => ({ label: columnHeads[head](), time: true });
const [text, time] = [textColumn, timeColumn];
export const verdicts = (head: Head): Column => ({
  ...text(head),
  say: (cell) => (isVerdict(cell) ? verdictCell(cell) : ''),
  isBad: (cell) => cell === 'unschedulable',
});

function isVerdict(cell: Cell): cell is VerdictKind {
  return cell === 'schedulable' || cell === 'unschedulable' || cell === 'unknown';
}

export function numbersTables(
  analysis: Analysis,
  statistics: RunStatistics,
): readonly NumbersTable[] {
  const facts = factsOf(analysis);
  const isMeasured = statistics.vcpus.some(({ measured }) => measured !== undefined);
  return [
    tasksTable(facts, statistics),
    isMeasured ? measuredTable(facts, statistics) : vcpusTable(facts, statistics),
    coresTable(facts, statistics),
  ];
}

function tasksTable(facts: Facts, { tasks }: RunStatistics): NumbersTable {
  return {
    name: 'tasks',
    columns: [
      text('task'),
      text('vcpu'),
      verdicts('proven'),
      time('deadline'),
      time('provenResponse'),
      time('simulatedMax'),
      { ...text('misses'), isBad: (cell) => cell !== 0 },
      { ...text('differsBecause'), prose: true },
      text('jobs'),
      time('mean'),
      time('p95'),
      time('p99'),
      text('preemptions'),
    ],
    rows: tasks.map((task) => {
      const proven = facts.task(task.domain, task.name)?.verdict;
      const { max, mean, p95, p99 } = task.response;
      return [
        `${task.domain}.${task.name}`,
        task.vcpu ?? anyVcpu(),
        proven?.verdict.kind ?? null,
        proven?.deadline ?? null,
        proven?.response ?? null,
        max,
        task.misses,
        differs(proven, max, task.misses),
        task.jobs,
        mean,
        p95,
        p99,
        task.preemptions,
      ];
    }),
  };
}

/** The reason why the run differs from the proof; empty where it does not. */
export function differs(
  proven:
    | {
        readonly response: number | null;
        readonly responseIsBound: boolean;
        readonly verdict: { readonly kind: string };
      }
    | undefined,
  simulated: number | null,
  misses: number,
): string {
  if (proven === undefined) return differsBecause.added();
  if (proven.verdict.kind === 'unschedulable' && misses === 0) {
    return differsBecause.noWorstCase();
  }
  if (proven.verdict.kind === 'unknown') return differsBecause.undecided();
  if (proven.response === null) return '';
  if (simulated === null) return differsBecause.noJob();
  if (simulated > proven.response && proven.verdict.kind === 'schedulable') {
    return differsBecause.changed();
  }
  if (simulated === proven.response) return '';
  return proven.responseIsBound ? differsBecause.bound() : differsBecause.moreSupply();
}

function vcpusTable(facts: Facts, { vcpus }: RunStatistics): NumbersTable {
  return {
    name: 'vcpus',
    columns: [
      text('vcpu'),
      verdicts('proven'),
      time('period'),
      time('budget'),
      time('grossBudget'),
      time('smallestBudget'),
      time('longestGapProven'),
      time('longestGapSimulated'),
      time('supplyTaken'),
      time('unused'),
      time('budgetLost'),
      text('switches'),
      text('migrations'),
    ],
    rows: vcpus.map((vcpu) => {
      const proven = facts.vcpu(vcpu.domain, vcpu.name);
      return [
        `${vcpu.domain}.${vcpu.name}`,
        proven?.guest.verdict.kind ?? null,
        proven?.vcpu.period ?? null,
        proven?.vcpu.budget ?? null,
        proven?.onHost?.grossBudget ?? null,
        proven?.guest.minBudget ?? null,
        proven?.guest.longestGap ?? null,
        vcpu.longestGap,
        vcpu.supply,
        vcpu.unused,
        vcpu.lost,
        vcpu.switches,
        vcpu.migrations,
      ];
    }),
  };
}

function coresTable(facts: Facts, { cores, end }: RunStatistics): NumbersTable {
  const percent = (part: number) => (end === 0 ? null : Number(((100 * part) / end).toFixed(2)));
  return {
    name: 'cores',
    columns: [
      text('core'),
      verdicts('proven'),
      text('utilization'),
      text('busy'),
      text('overhead'),
      text('idle'),
      text('switches'),
    ],
    rows: cores.map((core) => {
      const machine = facts.machine(core.machine)?.host;
      const proven = facts.core(core.machine, core.core)?.core;
      return [
        coreOf(core.machine, core.core),
        proven?.verdict.kind ?? machine?.verdict.kind ?? null,
        proven === undefined ? null : Number((100 * proven.utilization).toFixed(2)),
        percent(core.busy),
        percent(core.overhead),
        percent(core.idle),
        core.switches,
      ];
    }),
  };
}

export function cellText(cell: Cell, column: Column | undefined): string {
  if (cell === null) return '–';
  if (column?.say !== undefined) return column.say(cell);
  return typeof cell === 'number' && column?.time === true
    ? formatDuration(Math.round(cell))
    : String(cell);
}

/** Sorts rows by one column. Missing cells come last in both directions. */
export function sorted(
  rows: NumbersTable['rows'],
  column: number,
  descending: boolean,
): NumbersTable['rows'] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const a = left[column] ?? null;
    const b = right[column] ?? null;
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), undefined, { numeric: true });
  });
}
