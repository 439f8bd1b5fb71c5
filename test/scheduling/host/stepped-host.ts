/**
 * A slow simulator of servers on cores, one unit of time after the other, written from the rules of
 * a simulated run alone. It shares nothing with the analysis under test.
 */

export interface SteppedServer {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  readonly priority: number;
  /** The first replenishment. */
  readonly offset: number;
  /** The arriving work of the guest; `null` if there always is some. Times do not decrease. */
  readonly work: readonly { readonly at: number; readonly amount: number }[] | null;
  /** The core it belongs to, on partitioned machines. */
  readonly core: number;
}

export interface SteppedMachine {
  readonly order: 'EDF' | 'RM' | 'DM' | 'FP';
  readonly global: boolean;
  readonly cores: number;
  readonly kind: 'periodic' | 'deferrable' | 'polling';
  /** The cost of a switch; `null` is idle. */
  readonly cost: (from: number | null, to: number | null) => number;
}

export interface SteppedRun {
  /** For each server, 1 in each unit in which it ran. */
  readonly supply: readonly Uint8Array[];
  /** For each server, 1 in each unit in which its guest had work. */
  readonly pending: readonly Uint8Array[];
  /**
   * The first server with budget left at its deadline although it always had work, and the time.
   */
  readonly miss: { readonly server: number; readonly at: number } | null;
}

interface Server {
  left: number;
  due: number;
  pending: number;
  arrived: number;
  /** Whether it has had work ever since its replenishment. */
  eager: boolean;
}

interface Core {
  /** The server on it, or being switched to. */
  on: number | null;
  /** The server that the next switch starts from. */
  from: number | null;
  switching: number;
}

/** `taken` tells in which units of time the hypervisor has the first core for itself. */
export function stepHost(
  machine: SteppedMachine,
  servers: readonly SteppedServer[],
  length: number,
  taken: (now: number) => boolean = () => false,
): SteppedRun {
  const state = servers.map(
    (): Server => ({ left: 0, due: 0, pending: 0, arrived: 0, eager: false }),
  );
  const cores = Array.from(
    { length: machine.cores },
    (): Core => ({ on: null, from: null, switching: 0 }),
  );
  const supply = servers.map(() => new Uint8Array(length));
  const pending = servers.map(() => new Uint8Array(length));
  for (let now = 0; now < length; now++) {
    for (let i = 0; i < servers.length; i++) {
      const server = servers[i] as SteppedServer;
      const own = state[i] as Server;
      if (own.left > 0 && now === own.due) {
        // A polling server whose work ends at the deadline gives up the rest of its budget there.
        const givenUp = machine.kind === 'polling' && server.work !== null && own.pending === 0;
        if (machine.kind === 'periodic' || (own.eager && !givenUp))
          return { supply, pending, miss: { server: i, at: now } };
        own.left = 0;
      }
      while (server.work !== null && (server.work[own.arrived]?.at ?? length) <= now) {
        own.pending += server.work[own.arrived]?.amount ?? 0;
        own.arrived++;
      }
      if (server.work === null) own.pending = 1;
      if (own.pending === 0) own.eager = false;
      if (now >= server.offset && (now - server.offset) % server.period === 0) {
        own.left = machine.kind === 'polling' && own.pending === 0 ? 0 : server.budget;
        own.due = now + server.deadline;
        own.eager = own.pending > 0;
      }
      if (machine.kind === 'polling' && own.pending === 0) own.left = 0;
      if (own.pending > 0) (pending[i] as Uint8Array)[now] = 1;
    }
    const ready: number[] = [];
    for (let i = 0; i < servers.length; i++) {
      const own = state[i] as Server;
      if (own.left === 0 || (machine.kind !== 'periodic' && own.pending === 0)) continue;
      const least = rank(machine, servers, state, i);
      let place = ready.length;
      while (place > 0 && rank(machine, servers, state, ready[place - 1] as number) > least)
        place--;
      ready.splice(place, 0, i);
    }
    const [first] = cores;
    if (first !== undefined && taken(now)) {
      first.on = null;
      first.switching = 0;
      assign(machine, servers, ready, cores, 1);
    } else assign(machine, servers, ready, cores, 0);
    for (const core of cores) {
      if (core.switching > 0) {
        core.switching--;
        continue;
      }
      if (core.on === null) continue;
      const own = state[core.on] as Server;
      own.left--;
      if (own.pending > 0) own.pending--;
      (supply[core.on] as Uint8Array)[now] = 1;
    }
  }
  return { supply, pending, miss: null };
}

function rank(
  machine: SteppedMachine,
  servers: readonly SteppedServer[],
  state: readonly Server[],
  i: number,
): number {
  const server = servers[i] as SteppedServer;
  if (machine.order === 'EDF') return (state[i] as Server).due;
  if (machine.order === 'RM') return server.period;
  return machine.order === 'DM' ? server.deadline : -server.priority;
}

function assign(
  machine: SteppedMachine,
  servers: readonly SteppedServer[],
  ready: readonly number[],
  cores: readonly Core[],
  taken: number,
): void {
  const wanted: (number | null)[] = new Array(cores.length).fill(null);
  if (machine.global) {
    const chosen =
      ready.length > cores.length - taken ? ready.slice(0, cores.length - taken) : ready;
    for (let c = 0; c < cores.length; c++) {
      const { on } = cores[c] as Core;
      if (on !== null && chosen.includes(on)) wanted[c] = on;
    }
    for (const server of chosen) {
      if (wanted.includes(server)) continue;
      wanted[wanted.indexOf(null, taken)] = server;
    }
  } else {
    for (let place = ready.length - 1; place >= 0; place--) {
      const server = ready[place] as number;
      const { core } = servers[server] as SteppedServer;
      if (core < cores.length) wanted[core] = server;
    }
  }
  for (let c = taken; c < cores.length; c++) {
    const core = cores[c] as Core;
    const next = wanted[c] as number | null;
    core.on = next;
    if (next === core.from) continue;
    core.switching = machine.cost(core.from, next);
    core.from = next;
  }
}

/**
 * The first window of up to six periods in which a server got less than its interface promises,
 * although it had work (or, for a periodic server, in any case); `null` if there is none. The
 * promise is the supply bound function, written again.
 */
export function brokenPromise(
  kind: SteppedMachine['kind'],
  { period, deadline, budget, offset }: SteppedServer,
  supply: Uint8Array,
  pending: Uint8Array,
): {
  readonly from: number;
  readonly to: number;
  readonly got: number;
  readonly promised: number;
} | null {
  const longest = 6 * period;
  const promised = promises(kind, { period, deadline, budget }, longest);
  /** No shorter window can break a promise than the first one with a positive promise. */
  const first = promised.findIndex((amount) => amount > 0);
  if (first < 0) return null;
  /** The supply before each instant. */
  const got = new Uint32Array(supply.length + 1);
  for (const [at, unit] of supply.entries()) got[at + 1] = (got[at] as number) + unit;
  const judged = judgedUntil(kind, pending);
  for (let from = offset; from < supply.length; from++) {
    const before = got[from] as number;
    const end = Math.min(judged[from] as number, from + longest);
    for (let to = from + first; to <= end; to++) {
      // A window that goes on without supply is promised no less.
      if (to < end && supply[to] === 0) continue;
      const amount = (got[to] as number) - before;
      const due = promised[to - from] as number;
      if (amount < due) return { from, to, got: amount, promised: due };
    }
  }
  return null;
}

/** The supply bound function of an interface, by the length of the window. */
function promises(
  kind: SteppedMachine['kind'],
  { period, deadline, budget }: Pick<SteppedServer, 'period' | 'deadline' | 'budget'>,
  longest: number,
): Uint32Array {
  const gap = kind === 'polling' ? period + deadline - budget : period + deadline - 2 * budget;
  const whole = kind !== 'polling' && budget === period;
  return Uint32Array.from({ length: longest + 1 }, (_, length) => {
    const after = length - gap;
    if (whole) return length;
    if (after <= 0) return 0;
    return Math.floor(after / period) * budget + Math.min(budget, after % period);
  });
}

/** The end of the windows that begin at each instant and are judged: the end of the work. */
function judgedUntil(kind: SteppedMachine['kind'], pending: Uint8Array): Uint32Array {
  const until = new Uint32Array(pending.length).fill(pending.length);
  if (kind === 'periodic') return until;
  for (let at = pending.length - 1; at >= 0; at--) {
    if (pending[at] !== 1) until[at] = at;
    else if (at + 1 < pending.length) until[at] = until[at + 1] as number;
  }
  return until;
}
