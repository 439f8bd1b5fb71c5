import { onlyIn } from '../../../messages/compare/page.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import type {
  ComparedVcpu,
  Comparison,
} from '../../../scheduling/simulation/compare/compare-runs.ts';
import { type NumbersTable, textColumn, timeColumn } from './table.ts';

/** The numbers of two runs beside each other. */
export function comparisonTables(comparison: Comparison): readonly NumbersTable[] {
  return [vcpusTable(comparison), tasksTable(comparison)];
}

function vcpusTable({ vcpus, lengths }: Comparison): NumbersTable {
  const percent = (part: number | undefined, whole: number) =>
    part === undefined || whole === 0 ? null : Number(((100 * part) / whole).toFixed(2));
  return {
    name: 'vcpus',
    columns: [
      textColumn('vcpu'),
      textColumn('supplyA'),
      textColumn('supplyB'),
      timeColumn('longestGapA'),
      timeColumn('longestGapB'),
      { ...timeColumn('apart'), isBad: (cell) => typeof cell === 'number' && cell > 0 },
      textColumn('differences'),
      { ...textColumn('differenceFirst'), prose: true },
      textColumn('switchesA'),
      textColumn('switchesB'),
    ],
    rows: vcpus.map(({ domain, vcpu, first, second, ...differing }) => [
      `${domain}.${vcpu}`,
      percent(first?.supply, lengths[0]),
      percent(second?.supply, lengths[1]),
      first?.longestGap ?? null,
      second?.longestGap ?? null,
      first === null || second === null ? null : differing.apart,
      first === null || second === null ? null : differing.differences,
      firstDifference(differing),
      first?.switches ?? null,
      second?.switches ?? null,
    ]),
  };
}

function firstDifference({ firstDifference: first }: Pick<ComparedVcpu, 'firstDifference'>) {
  if (first === null) return '';
  const side = first.runsIn === 'first' ? 'A' : 'B';
  return `${formatDuration(first.from)}: ${onlyIn(side, formatDuration(first.to - first.from))}`;
}

function tasksTable({ tasks }: Comparison): NumbersTable {
  return {
    name: 'tasks',
    columns: [
      textColumn('task'),
      { ...textColumn('missesA'), isBad: (cell) => typeof cell === 'number' && cell > 0 },
      { ...textColumn('missesB'), isBad: (cell) => typeof cell === 'number' && cell > 0 },
      timeColumn('meanA'),
      timeColumn('meanB'),
      timeColumn('maxA'),
      timeColumn('maxB'),
    ],
    rows: tasks.map(({ domain, task, first, second }) => [
      `${domain}.${task}`,
      first?.misses ?? null,
      second?.misses ?? null,
      first?.response.mean ?? null,
      second?.response.mean ?? null,
      first?.response.max ?? null,
      second?.response.max ?? null,
    ]),
  };
}
