import type { Machine, MachinePolicy, ServerKind } from '../../../scheduling/model/model.ts';
import { domain, MS, machine, task, US, vcpu, anySwitch } from '../systems.ts';
import { Random } from './random.ts';

/** The machines of one kind that are drawn to count what stays unknown. */
export interface MachineKind {
  readonly policy: MachinePolicy;
  readonly servers: ServerKind;
  readonly cores: readonly [least: number, most: number];
  readonly vcpus: readonly [least: number, most: number];
  /** Times are multiples of this many ns. */
  readonly grid: number;
  /** The cost of each switch, in ns. */
  readonly switches?: number;
  /** Whether the guests' tasks are known. */
  readonly tasks?: boolean;
}

const SHORTEST_PERIOD = 2 * MS;
const LONGEST_PERIOD = 20 * MS;

/**
 * A machine whose VCPUs ask for 30 to 100 % of its cores. The shares are drawn evenly (Bini &
 * Buttazzo 2005, UUniFast, again where one exceeds a core), the periods evenly on a logarithmic
 * scale. In half of the machines half of the VCPUs have deadlines within their periods. Half of the
 * partitioned machines leave the cores open.
 */
export function vcpuMachine(kind: MachineKind, seed: number): Machine {
  const random = new Random(Math.imul(seed + 1, 0x9e3779b1));
  const cores = random.whole(...kind.cores);
  const [least, most] = kind.vcpus;
  const count = random.whole(Math.max(least, Math.min(most, cores + 1)), most);
  const load = cores * (0.3 + 0.7 * random.next());
  const written = partitioned(kind.policy) && random.chance(0.5);
  const shares = sharesOf(random, count, Math.min(load, 0.95 * count));
  const constrained = random.chance(0.5);
  const free = Array.from({ length: cores }, () => 1);
  const domains = shares.map((share, index) => {
    const { period, budget, deadline } = interfaceOf(random, share, kind.grid, constrained);
    const core = free.indexOf(Math.max(...free));
    free[core] = (free[core] ?? 0) - share;
    const own = vcpu('v0', { period, budget, deadline, ...(written ? { core } : {}) });
    return domain(`d${index}`, [own], kind.tasks === true ? tasksOf(random, period, budget) : []);
  });
  const cost = kind.switches ?? 0;
  return machine(domains, {
    cores,
    policy: kind.policy,
    servers: kind.servers,
    switchCosts: cost === 0 ? [] : anySwitch(cost),
  });
}

function partitioned(policy: MachinePolicy): boolean {
  return 'placement' in policy && policy.placement === 'partitioned';
}

/** Shares of at most one core each that add up to the load. */
function sharesOf(random: Random, count: number, load: number): readonly number[] {
  for (;;) {
    let left = load;
    const shares = Array.from({ length: count }, (_, index) => {
      const rest = count - 1 - index;
      const next = rest === 0 ? 0 : left * random.next() ** (1 / rest);
      const share = left - next;
      left = next;
      return share;
    });
    if (shares.every((share) => share <= 1)) return shares;
  }
}

function interfaceOf(random: Random, share: number, grid: number, constrained: boolean) {
  const [from, to] = [SHORTEST_PERIOD / grid, LONGEST_PERIOD / grid];
  const period = Math.round(from * (to / from) ** random.next());
  const budget = Math.min(period, Math.max(1, Math.round(share * period)));
  const deadline = constrained && random.chance(0.5) ? random.whole(budget, period) : period;
  return { period: period * grid, budget: budget * grid, deadline: deadline * grid };
}

/** One to three tasks that together need 40 to 100 % of the VCPU's budget. */
function tasksOf(random: Random, period: number, budget: number) {
  const count = random.whole(1, 3);
  const load = ((0.4 + 0.6 * random.next()) * budget) / period;
  return sharesOf(random, count, load).map((share, index) => {
    const distance = Math.round((2 * period * 5 ** random.next()) / US) * US;
    return task(`t${index}`, distance, Math.max(1, Math.round((share * distance) / US)) * US);
  });
}
