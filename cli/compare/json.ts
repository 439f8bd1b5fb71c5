import type { Comparison } from '../../scheduling/simulation/compare/compare-runs.ts';
import type { TaskStatistics, VcpuStatistics } from '../../scheduling/simulation/result.ts';

/** The version, raised when a key changes its meaning or is removed. New keys do not raise it. */
const version = 1;

/** A comparison as one line of JSON; times are in ns. */
export function comparisonJson(
  files: readonly [string, string],
  { lengths, shift, tolerance, common, firstDifference, vcpus, tasks }: Comparison,
): string {
  return JSON.stringify({
    version,
    runs: files.map((file, at) => ({ file, end: lengths[at] })),
    shift,
    tolerance,
    common: common.to > common.from ? common : null,
    firstDifference,
    vcpus: vcpus.map(({ domain, vcpu, first, second, ...told }) => ({
      domain,
      name: vcpu,
      first: vcpuJson(first),
      second: vcpuJson(second),
      differences: told.differences,
      apart: told.apart,
      firstDifference: told.firstDifference,
    })),
    tasks: tasks.map(({ domain, task, first, second }) => ({
      domain,
      name: task,
      first: taskJson(first),
      second: taskJson(second),
    })),
  });
}

function vcpuJson(vcpu: VcpuStatistics | null): object | null {
  if (vcpu === null) return null;
  const { supply, longestGap, switches, migrations, replenishments, measured } = vcpu;
  return {
    ...{ supply, longestGap, switches, migrations, replenishments },
    longestWait: measured?.longestWait ?? null,
  };
}

function taskJson(task: TaskStatistics | null): object | null {
  if (task === null) return null;
  const { jobs, misses, response, preemptions } = task;
  const { min, mean, p95, p99, max } = response;
  return { jobs, misses, response: { min, mean, p95, p99, max }, preemptions };
}
