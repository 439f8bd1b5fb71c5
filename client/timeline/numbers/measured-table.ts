import { differsBecause } from '../../../messages/page/numbers.ts';
import type { Facts } from '../../../scheduling/facts/facts.ts';
import type { ProvenVcpu } from '../../../scheduling/facts/proven.ts';
import type { VcpuMeasured } from '../../../scheduling/simulation/result.ts';
import type { RunStatistics } from '../talk/run-messages.ts';
import { type NumbersTable, textColumn, timeColumn, verdicts } from './table.ts';

/** The VCPUs of a recorded run: measured beside proven. */
export function measuredTable(facts: Facts, { vcpus }: RunStatistics): NumbersTable {
  return {
    name: 'vcpus',
    columns: [
      textColumn('vcpu'),
      verdicts('proven'),
      timeColumn('longestGapProven'),
      timeColumn('longestWait'),
      timeColumn('budget'),
      timeColumn('budgetSet'),
      timeColumn('mostInPeriod'),
      timeColumn('overrun'),
      { ...textColumn('differsBecause'), prose: true },
      timeColumn('period'),
      timeColumn('periodSet'),
      timeColumn('supplyTaken'),
      textColumn('switches'),
      textColumn('migrations'),
    ],
    rows: vcpus.map(({ domain, name, measured, supply, switches, migrations }) => {
      const proven = facts.vcpu(domain, name);
      return [
        `${domain}.${name}`,
        proven?.guest.verdict.kind ?? null,
        proven?.guest.longestGap ?? null,
        measured?.longestWait ?? null,
        proven?.vcpu.budget ?? null,
        measured?.budget ?? null,
        measured?.mostInPeriod ?? null,
        measured?.overrun ?? null,
        measured === undefined ? '' : reasonFor(proven, measured),
        proven?.vcpu.period ?? null,
        measured?.period ?? null,
        supply,
        switches,
        migrations,
      ];
    }),
  };
}

/** The reason why what was measured is not what is proven; empty where it is. */
export function reasonFor(
  proven: Pick<ProvenVcpu, 'guest' | 'vcpu'> | undefined,
  { period, budget, overrun, longestWait }: VcpuMeasured,
): string {
  const gap = proven?.guest.longestGap ?? null;
  const reasons = [
    ...(isAsWritten(proven, period, budget) ? [] : [differsBecause.notAsWritten()]),
    ...(gap !== null && longestWait > gap ? [differsBecause.waitedLonger()] : []),
    ...(overrun !== null && overrun > 0 ? [differsBecause.overran()] : []),
  ];
  return reasons.join('; ');
}

/** A budget with the switches that Xen charges is larger than the one that is written. */
function isAsWritten(
  proven: Pick<ProvenVcpu, 'vcpu'> | undefined,
  period: number | null,
  budget: number | null,
): boolean {
  if (proven === undefined || period === null || budget === null) return true;
  const { vcpu } = proven;
  return vcpu.period === period && (vcpu.budget === null || budget >= vcpu.budget);
}
