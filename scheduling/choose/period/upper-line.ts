import type { Cut } from '../../guest/cut.ts';
import type { ServerKind } from '../../model/model.ts';
import { servers } from '../../model/servers.ts';
import type { PeriodProblem } from './period-problem.ts';

/**
 * A line that supply with bandwidth `α` nowhere passes where it is above 0: `α·(t − delay +
 * α·lead)`.
 */
export interface UpperLine {
  readonly delay: number;
  readonly lead: number;
}

/**
 * The line above the supply of every period from `from` to `to`. A periodic server's supply touches
 * `α·(t − Δ + Θ)` where a budget has just been given, a polling one's `α·(t − Δ)` (the upper
 * counterpart of the lower line of Shin & Lee, ACM TECS 7(3), 2008): with `Δ = Π` the shortest
 * period lies highest, with a written deadline the longest, whose budget is the largest.
 */
export function upperLine(
  { server, deadline }: Pick<PeriodProblem, 'server' | 'deadline'>,
  from: number,
  to: number,
): UpperLine {
  return lineOf(server, deadline === undefined ? from : to, deadline ?? from);
}

/** The line above the supply of one period. */
export function lineOf(server: ServerKind, period: number, deadline: number): UpperLine {
  return { delay: deadline, lead: (servers[server].budgetsInGap - 1) * period };
}

/**
 * A bandwidth, rounded down, without which the line serves no point of a cut: `needed` of the
 * cheapest, which matters where it is above `least` only; `Infinity` where it is above a core.
 */
export function leastBandwidthAt({ delay, lead }: UpperLine, cut: Cut, least: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (const { time, need } of cut) {
    const ahead = time - delay;
    if (least > 0 && least * (ahead + least * lead) >= need) return least;
    const needed = bandwidthAt(ahead, lead, need);
    if (needed < best) best = needed;
  }
  const rounded = best * ROUNDED_DOWN;
  return rounded > 1 ? Number.POSITIVE_INFINITY : rounded;
}

/** Where `α·(ahead + α·lead)` reaches `need`. */
function bandwidthAt(ahead: number, lead: number, need: number): number {
  if (lead === 0) return ahead > 0 ? need / ahead : Number.POSITIVE_INFINITY;
  const root = Math.sqrt(ahead * ahead + 4 * lead * need);
  return ahead > 0 ? (2 * need) / (ahead + root) : (root - ahead) / (2 * lead);
}

/** More than the quotients above are off by. */
const ROUNDED_DOWN = 1 - 1e-12;
