import type { VcpuName } from '../../model/analysis.ts';
import type { SimulationResult, TaskStatistics, VcpuStatistics } from '../result.ts';
import type { Trace } from '../trace.ts';
import { type Difference, differences, runningOf } from './running.ts';

/** A run to compare: its numbers and its trace. */
export type ComparedRun = Pick<SimulationResult, 'tasks' | 'vcpus' | 'cores' | 'end'> & {
  readonly trace: Trace;
};

/** How two runs are laid on one time axis. Times are in ns. */
export interface Alignment {
  /** The instant of the first run at which the second begins; it may be negative. */
  readonly shift: number;
  /** Differences up to this length are taken for none. */
  readonly tolerance: number;
}

/** Two runs side by side. Elements are the same where their names are. */
export interface Comparison extends Alignment {
  readonly lengths: readonly [first: number, second: number];
  /** The common part of the time axis; empty where `to` is not after `from`. */
  readonly common: { readonly from: number; readonly to: number };
  /** The first stretch in which a VCPU runs in one of the runs only; `null` without any. */
  readonly firstDifference: (VcpuName & Difference) | null;
  readonly vcpus: readonly ComparedVcpu[];
  readonly tasks: readonly ComparedTask[];
}

export interface ComparedVcpu extends VcpuName {
  /** `null` where the run does not have it. */
  readonly first: VcpuStatistics | null;
  readonly second: VcpuStatistics | null;
  /** The first stretch in which one of the runs has it on a core alone. */
  readonly firstDifference: Difference | null;
  /** How many such stretches there are in the common part, and how long they are together. */
  readonly differences: number;
  readonly apart: number;
}

interface ComparedTask {
  readonly domain: string;
  readonly task: string;
  readonly first: TaskStatistics | null;
  readonly second: TaskStatistics | null;
}

/** Compares two runs, in time linear in their segments but for sorting them. */
export function compareRuns(
  first: ComparedRun,
  second: ComparedRun,
  { shift, tolerance }: Alignment,
): Comparison {
  const common = { from: Math.max(0, shift), to: Math.min(first.end, second.end + shift) };
  const running = [runningOf(first.trace), runningOf(second.trace)] as const;
  const nothing = { start: [], end: [] };
  const vcpus = joined(first.vcpus, second.vcpus, ({ domain, name }) => [domain, name]).map(
    ({ left, right }): ComparedVcpu => {
      const { domain, name: vcpu } = left ?? right ?? { domain: '', name: '' };
      const at = (trace: Trace) =>
        trace.names.vcpus.findIndex((each) => each.domain === domain && each.vcpu === vcpu);
      const found =
        left === null || right === null
          ? []
          : differences(
              running[0][at(first.trace)] ?? nothing,
              running[1][at(second.trace)] ?? nothing,
              { ...common, shift, tolerance },
            );
      return {
        ...{ domain, vcpu, first: left, second: right },
        firstDifference: found[0] ?? null,
        differences: found.length,
        apart: found.reduce((sum, { from, to }) => sum + to - from, 0),
      };
    },
  );
  return {
    ...{ shift, tolerance, common, vcpus, lengths: [first.end, second.end] },
    firstDifference: earliest(vcpus),
    tasks: joined(first.tasks, second.tasks, ({ domain, name }) => [domain, name]).map(
      ({ left, right }) => ({
        domain: (left ?? right)?.domain ?? '',
        task: (left ?? right)?.name ?? '',
        ...{ first: left, second: right },
      }),
    ),
  };
}

function earliest(vcpus: readonly ComparedVcpu[]): Comparison['firstDifference'] {
  const found = vcpus.flatMap(({ domain, vcpu, firstDifference }) =>
    firstDifference === null ? [] : [{ domain, vcpu, ...firstDifference }],
  );
  return found.toSorted((a, b) => a.from - b.from)[0] ?? null;
}

/** The rows of two lists with equal keys, in the order of the first, then those of the second. */
function joined<Row>(
  first: readonly Row[],
  second: readonly Row[],
  keyOf: (row: Row) => readonly string[],
): readonly { readonly left: Row | null; readonly right: Row | null }[] {
  const key = (row: Row) => JSON.stringify(keyOf(row));
  const right = new Map(second.map((row) => [key(row), row]));
  const left = new Set(first.map(key));
  return [
    ...first.map((row) => ({ left: row, right: right.get(key(row)) ?? null })),
    ...second.filter((row) => !left.has(key(row))).map((row) => ({ left: null, right: row })),
  ];
}
