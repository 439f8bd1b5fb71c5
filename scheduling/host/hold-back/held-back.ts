import type { Steps } from '../../arithmetic/steps.ts';
import type { TestUsed } from '../../model/analysis.ts';
import type { Ask, HostRun, Reason } from '../../model/reason.ts';
import { firstLate, type RunningServer } from '../run/first-late.ts';
import { toldRun } from '../run/told-run.ts';
import type { HostServer } from '../server.ts';
import { nameOf } from '../vcpu-name.ts';
import { phaseDueAt, type Victim } from './held-budgets.ts';

/** A run in which others keep all cores from a VCPU for so long that it misses. */
export interface HeldBack {
  readonly server: HostServer;
  readonly by: readonly HostServer[];
  /** The time in ns from its replenishment to its deadline for which all cores serve others. */
  readonly busy: number;
  readonly run: HostRun;
}

/** The test behind a verdict that such a run shows. */
export const HELD_BACK: TestUsed = { name: 'held-back', kind: 'necessary' };

/** The VCPUs that hold their budgets back, their phases, and their guests' asks. */
export interface Holding {
  readonly holders: readonly HostServer[];
  readonly phases: readonly number[];
  readonly asks: readonly (readonly Ask[])[];
}

/**
 * The run as its rules have it, if the victim misses in it; `null` if it does not. Others with
 * known tasks that precede the victim ask for their work from the start, or, in a second try, for
 * nothing.
 */
export function lateRun(
  victim: Victim,
  cores: number,
  others: readonly HostServer[],
  { holders, phases, asks }: Holding,
  steps: Steps,
): HeldBack | null {
  const { server, order } = victim;
  const own: RunningServer = {
    server,
    replenished: 0,
    asks: server.work === 'any' ? 'always' : 'tasks',
  };
  const holding = holders.map(
    (holder, index): RunningServer => ({
      server: holder,
      replenished: phases[index] ?? 0,
      asks: asks[index] ?? [],
    }),
  );
  const tasked = others
    .filter(({ work }) => typeof work !== 'string')
    .map(
      (other): RunningServer => ({
        server: other,
        replenished: phaseDueAt(
          other,
          order === 'absolute-deadline' ? server.deadline : other.budget,
        ),
        asks: 'tasks',
      }),
    );
  for (const more of tasked.length === 0 ? [[]] : [tasked, []]) {
    const running = [own, ...holding, ...more];
    const late = firstLate({ order, cores, idle: 'is-kept' }, running, server.deadline, steps);
    if (late?.server !== server) continue;
    const used = [...holding, ...more].filter((each) => each.asks.length > 0);
    return {
      server,
      by: used.map((each) => each.server),
      busy: server.deadline - (server.budget - late.left),
      run: toldRun([own, ...used], server.deadline),
    };
  }
  return null;
}

/** The reason of a verdict that the run shows; `core` is `null` on a machine without own cores. */
export function heldBackReason(
  { server, by, busy, run }: HeldBack,
  core: number | null,
  cores: number,
): Reason {
  return {
    kind: 'held-back',
    vcpu: nameOf(server),
    ...{ core, cores },
    deadline: server.deadline,
    budget: server.budget,
    by: by.map(nameOf),
    busy,
    run,
  };
}
