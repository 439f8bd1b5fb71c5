import type { Release } from '../model/changes/change-wait.ts';
import type { Machine, Placement } from '../model/model.ts';
import type { Order } from '../model/order.ts';
import { type PolicyTraits, placementOf, serverKind, traitsOf } from '../model/policies.ts';
import { servers } from '../model/servers.ts';

/** The releases by whether a budget can be used at the end of its period and the next at once. */
interface ByServer {
  readonly carried: readonly Release[];
  readonly within: readonly Release[];
}

/** Periods that end do not make room where priorities are fixed, nor windows that are over. */
const prioritized: ByServer = { within: ['quiet'], carried: ['quiet', 'window'] };

const windowed: ByServer = { within: ['quiet', 'window'], carried: ['quiet', 'window'] };

const ordered = { partitioned: prioritized, global: windowed } as const;

/** Nothing is proven, nothing is shared, or the windows do not overlap: no ghost counts. */
const atOnce: readonly Release[] = ['at-once'];

/**
 * The releases of a ghost on each kind of machine with budgets, by the order of its VCPUs; the
 * first that comes counts. `quiet` holds for every policy, server and placement: a busy interval
 * between two quiet instants sees nothing but the sets that were tested together at the last start
 * in it. `period-end` holds where every deadline since the last quiet instant is its period, so
 * that no demand exceeds the line of its bandwidth (Liu & Layland 1973). `window` holds where the
 * delay of a VCPU is bounded from its own window alone. `density` holds where every set since the
 * last quiet instant passed by density (Goossens, Funk & Baruah 2003).
 */
const releasedBy: Readonly<Record<Order, Readonly<Record<Placement, ByServer>>>> = {
  'absolute-deadline': {
    partitioned: { within: ['quiet', 'period-end'], carried: ['quiet', 'window'] },
    global: { within: ['quiet', 'window', 'density'], carried: ['quiet', 'window'] },
  },
  period: ordered,
  deadline: ordered,
  priority: ordered,
};

type Ruled = Pick<Machine, 'policy' | 'servers'>;

/** The releases by the form in which VCPUs get time. Budgets without an order wait for quiet. */
const byForm: Readonly<Record<PolicyTraits['gives'], (machine: Ruled) => readonly Release[]>> = {
  budgets: (machine) => {
    const { order } = traitsOf(machine.policy);
    if (order === null) return ['quiet'];
    const { within, carried } = releasedBy[order][placementOf(machine.policy)];
    return servers[serverKind(machine)].carriesIn ? carried : within;
  },
  windows: () => atOnce,
  cores: () => atOnce,
  shares: () => atOnce,
};

/** The releases of a ghost on a machine. */
export function releasesOn(machine: Ruled): readonly Release[] {
  return byForm[traitsOf(machine.policy).gives](machine);
}
