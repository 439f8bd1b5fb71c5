/**
 * A slow simulator of servers on cores, one unit of time after the other, written from the rules of
 * a simulated run alone. It shares nothing with the analysis that is tested against it.
 */

export interface SteppedServer {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  readonly priority: number;
  /** First replenishment. */
  readonly offset: number;
  /** Work that arrives inside; `null`: there always is some. Times do not go backwards. */
  readonly work: readonly { readonly at: number; readonly amount: number }[] | null;
  /** The core it belongs to; read on partitioned machines. */
  readonly core: number;
}

export interface SteppedMachine {
  readonly order: 'EDF' | 'RM' | 'DM' | 'FP';
  readonly global: boolean;
  readonly cores: number;
  readonly kind: 'periodic' | 'deferrable' | 'polling';
  /** Cost of a switch; `null` is idle. */
  readonly cost: (from: number | null, to: number | null) => number;
}

export interface SteppedRun {
  /** By server: 1 for every unit in which it ran. */
  readonly supply: readonly Uint8Array[];
  /** By server: 1 for every unit in which there was work inside. */
  readonly pending: readonly Uint8Array[];
  /** The first server with budget left at its deadline though it wanted it all along, and when. */
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
  switching: number;
}

export function stepHost(
  machine: SteppedMachine,
  servers: readonly SteppedServer[],
  length: number,
): SteppedRun {
  const state = servers.map(
    (): Server => ({ left: 0, due: 0, pending: 0, arrived: 0, eager: false }),
  );
  const cores = Array.from({ length: machine.cores }, (): Core => ({ on: null, switching: 0 }));
  const supply = servers.map(() => new Uint8Array(length));
  const pending = servers.map(() => new Uint8Array(length));
  for (let now = 0; now < length; now++) {
    for (const [i, server] of servers.entries()) {
      const own = state[i] as Server;
      if (own.left > 0 && now === own.due) {
        if (machine.kind === 'periodic' || own.eager)
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
    const ready = servers
      .map((_, i) => i)
      .filter((i) => {
        const own = state[i] as Server;
        return own.left > 0 && (machine.kind === 'periodic' || own.pending > 0);
      });
    ready.sort(
      (a, b) => rank(machine, servers, state, a) - rank(machine, servers, state, b) || a - b,
    );
    assign(machine, servers, ready, cores);
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
): void {
  const wanted: (number | null)[] = cores.map(() => null);
  if (machine.global) {
    const chosen = ready.slice(0, cores.length);
    cores.forEach((core, c) => {
      if (core.on !== null && chosen.includes(core.on)) wanted[c] = core.on;
    });
    for (const server of chosen) {
      if (wanted.includes(server)) continue;
      wanted[wanted.indexOf(null)] = server;
    }
  } else {
    cores.forEach((_, c) => {
      wanted[c] = ready.find((server) => servers[server]?.core === c) ?? null;
    });
  }
  cores.forEach((core, c) => {
    const next = wanted[c] ?? null;
    if (next === core.on) return;
    core.switching = machine.cost(core.on, next);
    core.on = next;
  });
}

/**
 * The first window in which a server got less than its interface promises while there was work
 * inside (or, for a periodic server, in any window) of up to six periods: `null` where there is
 * none. The promise is the supply bound function, written anew.
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
  const gap = kind === 'polling' ? period + deadline - budget : period + deadline - 2 * budget;
  const whole = kind !== 'polling' && budget === period;
  for (let from = offset; from < supply.length; from++) {
    let got = 0;
    const end = Math.min(supply.length, from + 6 * period);
    for (let to = from; to < end && (kind === 'periodic' || pending[to] === 1); to++) {
      got += supply[to] ?? 0;
      const length = to + 1 - from;
      const after = length - gap;
      const promised = whole
        ? length
        : after <= 0
          ? 0
          : Math.floor(after / period) * budget + Math.min(budget, after % period);
      if (got < promised) return { from, to: to + 1, got, promised };
    }
  }
  return null;
}
