import { servers } from '../../model/servers.ts';
import { longestGap } from '../../supply/periodic-supply.ts';
import type { Supply } from '../../supply/supply.ts';

/** The supply of a VCPU at an instant of a run, and the instant of the next change. */
interface SupplyAt {
  readonly on: boolean;
  readonly until: number;
}

/** A VCPU's supply in a run that begins with its longest gap, or at an instant of its frame. */
export interface SupplyCourse {
  at(time: number): SupplyAt;
  /** The time after which it repeats, in ns. */
  readonly period: number;
  /** Whether it ends when the guest is idle: a budget that was given up is lost. */
  readonly needsWork: boolean;
}

const FOREVER: SupplyAt = { on: true, until: Number.POSITIVE_INFINITY };

/**
 * The courses of all VCPUs of a guest, in runs that their interfaces permit. Servers begin with
 * their longest gaps at once; windows begin at each of their ends. The list is empty if some supply
 * has no guarantee or changes.
 */
export function supplyCourses(supplies: readonly Supply[]): readonly (readonly SupplyCourse[])[] {
  const ends = new Set<number>();
  for (const supply of supplies) {
    if (supply.kind === 'none' || supply.kind === 'changing-windows') return [];
    if (supply.kind === 'mixed') return [];
    if (supply.kind !== 'windows') continue;
    for (const { at, length } of supply.windows) ends.add((at + length) % supply.frame);
  }
  const starts = ends.size === 0 ? [0] : [...ends];
  return starts.map((start) => coursesFrom(supplies, start));
}

/** The courses of VCPUs of which windows begin at an instant of their frame. */
export function coursesFrom(supplies: readonly Supply[], start: number): readonly SupplyCourse[] {
  return supplies.map((supply) => courseOf(supply, start));
}

function courseOf(supply: Supply, start: number): SupplyCourse {
  switch (supply.kind) {
    case 'full':
    case 'none':
    case 'changing-windows':
    case 'mixed':
      return { at: () => FOREVER, period: 1, needsWork: false };
    case 'budget': {
      const { period, budget } = supply;
      const gap = longestGap(supply);
      const needsWork = servers[supply.server].idle === 'is-given-up';
      const whole = budget === period && !needsWork;
      const at = (time: number): SupplyAt => {
        if (whole) return FOREVER;
        if (time < gap) return { on: false, until: gap };
        const phase = (time - gap) % period;
        return phase < budget
          ? { on: true, until: time - phase + budget }
          : { on: false, until: time - phase + period };
      };
      return { at, period, needsWork };
    }
    case 'windows': {
      const { frame, windows } = supply;
      const at = (time: number): SupplyAt => {
        const phase = (start + time) % frame;
        const open = windows.find((each) => phase >= each.at && phase < each.at + each.length);
        if (open !== undefined) return { on: true, until: time - phase + open.at + open.length };
        const next = windows.reduce(
          (least, each) => Math.min(least, each.at > phase ? each.at : each.at + frame),
          frame + phase,
        );
        return { on: false, until: time - phase + next };
      };
      return { at, period: frame, needsWork: false };
    }
  }
}
