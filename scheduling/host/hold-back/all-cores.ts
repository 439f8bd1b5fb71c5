import { type AtMost, largestSum } from '../../arithmetic/linear-program.ts';
import type { Steps } from '../../arithmetic/steps.ts';
import type { Ask } from '../../model/reason.ts';
import type { HeldBudget } from './held-budgets.ts';
import type { KeptBusy } from './last-moment.ts';

/** A stretch of the window in which no budget begins or lapses. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/** The share of one budget in one piece. */
interface Share {
  readonly budget: number;
  readonly piece: number;
}

/**
 * Serves held budgets so that they keep all cores busy for as long as possible: a linear program
 * over the pieces between replenishments and deadlines. In each, `b` is the time for which all
 * cores are busy and no budget gets more than that; within it any such shares are a schedule
 * (McNaughton 1959), which the guests ask for exactly. Shares are rounded to whole ns, so the busy
 * time may be short of the largest by some ns.
 */
export function keepAllBusy(
  budgets: readonly HeldBudget[],
  holders: number,
  cores: number,
  end: number,
  steps: Steps,
): KeptBusy {
  // Each budget has at least one share.
  if (budgets.length > MOST_SHARES) return askWhole(budgets, holders, end);
  const pieces = piecesOf(budgets, end);
  steps.spend(STEPS_OF_A_PAIR * pieces.length * budgets.length);
  const shares = pieces.flatMap(({ from, to }, piece) =>
    budgets.flatMap((budget, index): Share[] =>
      budget.from <= from && budget.to >= to ? [{ budget: index, piece }] : [],
    ),
  );
  if (shares.length > MOST_SHARES) return askWhole(budgets, holders, end);
  const amounts = largestSum(shares.length, limits(budgets, pieces, shares, cores), steps);
  const asks: Ask[][] = Array.from({ length: holders }, () => []);
  let busy = 0;
  for (const [piece, { from }] of pieces.entries()) {
    const parts = shares.flatMap((share, index) => {
      const amount = Math.floor((amounts[index] ?? 0) + NEAR_WHOLE);
      const holder = budgets[share.budget]?.holder ?? 0;
      return share.piece === piece && amount > 0 ? [{ holder, amount }] : [];
    });
    busy += wrapAround(parts, cores, from, asks);
  }
  return { busy, asks };
}

/** The steps of looking at one budget in one piece. */
const STEPS_OF_A_PAIR = 8;

/** The most shares of one linear program, which takes some MB. */
const MOST_SHARES = 600;

/**
 * Each guest asks for whole budgets as they come. The time for which all cores are busy is not
 * known before the run is followed, so it counts as all the time.
 */
function askWhole(budgets: readonly HeldBudget[], holders: number, end: number): KeptBusy {
  const asks: Ask[][] = Array.from({ length: holders }, () => []);
  for (const { holder, from, amount } of budgets) asks[holder]?.push({ at: from, amount });
  return { busy: end, asks };
}

/** A number that is short of a whole one by less counts as that. */
const NEAR_WHOLE = 1e-3;

function piecesOf(budgets: readonly HeldBudget[], end: number): readonly Piece[] {
  const ends = new Set([0, end, ...budgets.flatMap(({ from, to }) => [from, to])]);
  const sorted = [...ends].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => ({ from: sorted[index] ?? 0, to }));
}

/** A share is at most the busy time, which is all shares over the cores; a budget is spent once. */
function limits(
  budgets: readonly HeldBudget[],
  pieces: readonly Piece[],
  shares: readonly Share[],
  cores: number,
): readonly AtMost[] {
  const beside = pieces.map((_, piece) =>
    [...shares.keys()].filter((index) => shares[index]?.piece === piece),
  );
  const noneAlone = shares.map(
    ({ piece }, own): AtMost => ({
      terms: [[own, cores], ...(beside[piece] ?? []).map((index) => [index, -1] as const)],
      most: 0,
    }),
  );
  const lengths = pieces.map(
    ({ from, to }, piece): AtMost => ({
      terms: (beside[piece] ?? []).map((index) => [index, 1]),
      most: cores * (to - from),
    }),
  );
  const amounts = budgets.map(
    ({ amount }, budget): AtMost => ({
      terms: [...shares.entries()].flatMap(([index, share]) =>
        share.budget === budget ? [[index, 1] as const] : [],
      ),
      most: amount,
    }),
  );
  return [...noneAlone, ...lengths, ...amounts];
}

/**
 * Lays parts on the cores one after the other, each core up to the same time, and asks for them.
 * Returns the time for which all cores are busy.
 */
function wrapAround(
  parts: readonly { readonly holder: number; readonly amount: number }[],
  cores: number,
  from: number,
  asks: Ask[][],
): number {
  let busy = Math.floor(parts.reduce((sum, { amount }) => sum + amount, 0) / cores);
  const cut = () =>
    Math.floor(parts.reduce((sum, { amount }) => sum + Math.min(amount, busy), 0) / cores);
  for (let next = cut(); next < busy; next = cut()) busy = next;
  let at = 0;
  let core = 0;
  for (const { holder, amount } of parts) {
    const whole = Math.min(amount, busy);
    const here = Math.min(whole, busy - at);
    const own = asks[holder];
    if (core >= cores || own === undefined || busy === 0) break;
    const rest = whole - here;
    if (rest > 0 && core + 1 < cores) own.push({ at: from, amount: rest });
    if (here > 0) own.push({ at: from + at, amount: here });
    at += here;
    if (at < busy) continue;
    at = rest;
    core++;
  }
  return busy;
}
