import { StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import type { Order } from '../../model/order.ts';
import type { HostServer } from '../server.ts';
import { type HeldBack, lateRun } from './held-back.ts';
import {
  comesFirst,
  heldBudgets,
  latestDeadline,
  phaseDueAt,
  type Victim,
} from './held-budgets.ts';
import { keepBusy } from './last-moment.ts';

/**
 * A run in which guests of one core hold back their budgets until one of them misses;
 * `null` if none is found within the steps. Deferrable servers only (Ghazalie & Baker 1995;
 * Strosnider, Lehoczky & Sha 1995): one whose guest has asked for nothing brings a whole budget
 * into the window of the VCPU that misses.
 */
export function heldBackOnCore(
  order: Order,
  servers: readonly HostServer[],
  steps: Steps,
): HeldBack | null {
  const declared = servers.toSorted((a, b) => a.order - b.order);
  try {
    for (const server of declared) {
      if (server.work === 'not-known') continue;
      const found = heldBackFrom({ server, order }, declared, steps);
      if (found !== null) return found;
    }
  } catch (error) {
    if (!(error instanceof StepLimitReached)) throw error;
  }
  return null;
}

function heldBackFrom(
  victim: Victim,
  servers: readonly HostServer[],
  steps: Steps,
): HeldBack | null {
  const others = servers.filter((other) => comesFirst(other, victim));
  const holders = others.filter(({ work }) => work === 'any');
  const { deadline, budget } = victim.server;
  const untasked = others.every(({ work }) => typeof work === 'string');
  if (others.every(({ work }) => work === 'not-known')) return null;
  for (const phases of phasings(victim, holders)) {
    const budgets = heldBudgets(victim, holders, phases, steps);
    const { busy, asks } = keepBusy(budgets, holders.length, deadline, steps);
    if (untasked && busy <= deadline - budget) continue;
    const found = lateRun(victim, 1, others, { holders, phases, asks }, steps);
    if (found !== null) return found;
  }
  return null;
}

/** The phases of the holders to try, each time those of all of them. */
function* phasings(victim: Victim, holders: readonly HostServer[]): Generator<number[]> {
  if (victim.order === 'absolute-deadline') {
    yield holders.map((other) => phaseDueAt(other, latestDeadline(other, victim)));
    return;
  }
  yield holders.map((other) => phaseDueAt(other, other.budget));
  // One core serves the first budgets one after the other, each of which lapses as it is used up.
  for (const sequence of sequences(holders)) {
    const phases = holders.map(() => 0);
    let used = 0;
    for (const index of sequence) {
      const other = holders[index];
      if (other === undefined) continue;
      used += other.budget;
      phases[index] = phaseDueAt(other, Math.min(used, other.deadline));
    }
    yield phases;
  }
}

/** The most VCPUs for which every sequence is tried. */
const MOST_IN_SEQUENCE = 4;

function* sequences(holders: readonly HostServer[]): Generator<readonly number[]> {
  const all = [...holders.keys()];
  if (all.length <= MOST_IN_SEQUENCE) {
    yield* permutations(all);
    return;
  }
  const by = (key: (server: HostServer) => number) =>
    all.toSorted((a, b) => key(holders[a] as HostServer) - key(holders[b] as HostServer));
  yield by(({ budget }) => budget);
  yield by(({ period }) => period);
  yield by(({ period }) => -period);
  yield by(({ budget }) => -budget);
}

function* permutations(all: readonly number[]): Generator<readonly number[]> {
  if (all.length < 2) {
    yield all;
    return;
  }
  for (const first of all) {
    for (const rest of permutations(all.filter((other) => other !== first))) yield [first, ...rest];
  }
}
