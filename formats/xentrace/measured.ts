import type { VcpuStatistics } from '../../scheduling/simulation/result.ts';
import type { Stretch, XenRun, XenVcpuId } from './stretches.ts';

/** The measured numbers of one VCPU. */
export type MeasuredVcpu = Omit<VcpuStatistics, 'domain' | 'name'> & {
  /** The most that it ran between two replenishments, in ns; `null` without two of them. */
  readonly mostInPeriod: number | null;
};

/** The measured numbers of VCPUs, in the order given. */
export function measured(run: XenRun, vcpus: readonly XenVcpuId[]): readonly MeasuredVcpu[] {
  return vcpus.map((vcpu) => measuredOf(run, vcpu));
}

function measuredOf(run: XenRun, vcpu: XenVcpuId): MeasuredVcpu {
  const isOwn = (other: XenVcpuId | null) =>
    other !== null && other.domain === vcpu.domain && other.vcpu === vcpu.vcpu;
  const own = run.stretches.filter((each) => isOwn(each.vcpu)).sort((a, b) => a.start - b.start);
  const running = own.filter(({ kind }) => kind === 'runs');
  const marks = run.budgets.filter((each) => isOwn(each.vcpu));
  const refills = marks.filter(({ kind }) => kind === 'replenish').map(({ time }) => time);
  const supply = running.reduce((sum, { start, end }) => sum + end - start, 0);
  return {
    supply,
    unused: supply,
    lost: 0,
    replenishments: refills.length,
    exhaustions: marks.length - refills.length,
    longestGap: longestGap(running, run.end),
    switches: own.length - running.length,
    migrations: running.filter(
      ({ processor }, index) => index > 0 && running[index - 1]?.processor !== processor,
    ).length,
    mostInPeriod: mostBetween(running, refills),
  };
}

function longestGap(running: readonly Stretch[], end: number): number {
  let longest = 0;
  let until = 0;
  for (const stretch of running) {
    longest = Math.max(longest, stretch.start - until);
    until = Math.max(until, stretch.end);
  }
  return Math.max(longest, end - until);
}

/** The most that is run between two marks that follow each other, in ns. */
function mostBetween(running: readonly Stretch[], marks: readonly number[]): number | null {
  let most: number | null = null;
  let first = 0;
  for (let mark = 0; mark + 1 < marks.length; mark++) {
    const [from = 0, to = 0] = [marks[mark], marks[mark + 1]];
    while ((running[first]?.end ?? Number.POSITIVE_INFINITY) <= from) first++;
    let sum = 0;
    for (let at = first; at < running.length; at++) {
      const { start, end } = running[at] ?? { start: to, end: to };
      if (start >= to) break;
      sum += Math.min(end, to) - Math.max(start, from);
    }
    most = Math.max(most ?? 0, sum);
  }
  return most;
}
