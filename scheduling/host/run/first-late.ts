import type { Steps } from '../../arithmetic/steps.ts';
import type { Order } from '../../model/order.ts';
import type { Ask, Asks } from '../../model/reason.ts';
import type { HostServer } from '../server.ts';

/**
 * A VCPU whose budget did not come by its deadline although it had work all along, and the time.
 */
export interface BudgetMiss {
  readonly server: HostServer;
  readonly time: number;
  /** The part of the budget that did not come, in ns. */
  readonly left: number;
}

/** The rules by which VCPUs share some cores. */
export interface RunRules {
  readonly order: Order;
  readonly cores: number;
  readonly idle: 'runs-down' | 'is-kept' | 'is-given-up';
}

/** A server's part in a run, as a `HostRun` has it of its VCPU. */
export interface RunningServer {
  readonly server: HostServer;
  readonly replenished: number;
  readonly asks: Asks;
}

/**
 * The first VCPU that misses in a run up to and at `until`, in which switches cost nothing; `null`
 * if none does, or if it is open what happens. A budget that began before the run misses nothing,
 * for its guest may have asked for nothing before. The run spends steps.
 */
export function firstLate(
  { order, cores, idle }: RunRules,
  running: readonly RunningServer[],
  until: number,
  steps: Steps,
): BudgetMiss | null {
  const states = [...running]
    .sort((a, b) => a.server.order - b.server.order)
    .map((each) => stateOf(each, idle));
  const sources = states.reduce((sum, own) => sum + own.sources.length, 0);
  for (let now = 0; now <= until; ) {
    steps.spend(STEPS_OF_A_STATE * states.length + 2 * sources);
    const late = states.find((own) => own.left > 0 && own.due <= now && own.eager);
    if (late !== undefined) return { server: late.server, time: now, left: late.left };
    for (const own of states) begin(own, now, idle);
    const ready = states
      .filter((own) => own.left > 0 && own.work > 0)
      .sort((a, b) => rank(order, a) - rank(order, b) || a.server.order - b.server.order);
    const chosen = ready.slice(0, cores);
    const next = nextChange(states, chosen, now);
    for (const own of chosen) {
      own.left -= next - now;
      own.work -= next - now;
      if (idle !== 'is-given-up' || own.work > 0) continue;
      // The search stops if more work comes at the instant at which work ends, for it is open
      // whether the budget survives.
      if (own.left > 0 && own.sources.some(({ at }) => at === next)) return null;
      own.left = 0;
    }
    now = next;
  }
  return null;
}

/** The steps of one VCPU in one round: the order is found anew, with its lists. */
const STEPS_OF_A_STATE = 40;

interface State {
  readonly server: HostServer;
  /** The work to come. */
  readonly sources: Source[];
  /** The work that has arrived and is not done. */
  work: number;
  left: number;
  due: number;
  replenishment: number;
  /** Whether it has had work since its budget came. */
  eager: boolean;
}

/** Work of `amount` that comes at `at`, and every `period` after. */
interface Source {
  at: number;
  readonly amount: number;
  readonly period: number;
}

function stateOf({ server, replenished, asks }: RunningServer, idle: RunRules['idle']): State {
  const due = replenished + server.deadline;
  const whole = replenished < 0 && due > 0;
  return {
    server,
    sources: sourcesOf(server, asks),
    work: asks === 'always' || idle === 'runs-down' ? Number.POSITIVE_INFINITY : 0,
    left: whole ? server.budget : 0,
    due: whole ? due : 0,
    replenishment: replenished < 0 ? replenished + server.period : replenished,
    eager: false,
  };
}

function sourcesOf({ work }: HostServer, asks: Asks): Source[] {
  if (asks === 'always') return [];
  if (asks === 'tasks')
    return typeof work === 'string'
      ? []
      : work.map(({ period, wcet }) => ({ at: 0, amount: wcet, period }));
  return asks.map(({ at, amount }: Ask) => ({ at, amount, period: Number.POSITIVE_INFINITY }));
}

/**
 * Brings the arrivals of an instant: work first, then budgets. A budget past its deadline lapses.
 */
function begin(own: State, now: number, idle: RunRules['idle']): void {
  for (const source of own.sources) {
    if (source.at !== now) continue;
    own.work += source.amount;
    source.at += source.period;
  }
  own.eager &&= own.work > 0;
  if (own.left > 0 && own.due <= now) own.left = 0;
  if (own.replenishment !== now) return;
  own.replenishment += own.server.period;
  own.eager = own.work > 0;
  own.left = idle === 'is-given-up' && !own.eager ? 0 : own.server.budget;
  own.due = now + own.server.deadline;
}

/** The rank of a VCPU; the smaller is the more urgent. */
function rank(order: Order, { server, due }: State): number {
  switch (order) {
    case 'absolute-deadline':
      return due;
    case 'period':
      return server.period;
    case 'deadline':
      return server.deadline;
    case 'priority':
      return -server.priority;
  }
}

function nextChange(states: readonly State[], chosen: readonly State[], now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { sources, replenishment, due, left } of states) {
    next = Math.min(next, replenishment);
    if (left > 0 && due > now) next = Math.min(next, due);
    for (const { at } of sources) next = Math.min(next, at);
  }
  for (const { left, work } of chosen) next = Math.min(next, now + left, now + work);
  return next;
}
