import type { Cut } from '../../guest/cut.ts';
import type { ServerKind } from '../../model/model.ts';
import { servers } from '../../model/servers.ts';
import type { PeriodProblem } from './period-problem.ts';

/**
 * An upper line of the supply with bandwidth `α`, wherever the line is above 0: `α·(t − delay +
 * α·lead)`. Times are in ns.
 */
export interface UpperLine {
  readonly delay: number;
  readonly lead: number;
}

/**
 * The line above the supply of every period from `from` to `to`. The supply of a periodic server
 * touches `α·(t − Δ + Θ)` at the end of a budget, that of a polling server `α·(t − Δ)` (the upper
 * counterpart of the lower line of Shin & Lee, ACM TECS 7(3), 2008). With `Δ = Π` the shortest
 * period gives the highest line, with a written deadline the longest period, whose budget is the
 * largest.
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
 * A lower bound of the bandwidth with which the line serves some point of a cut, rounded down: the
 * `needed` of the cheapest point. The value matters only above `least`; it is `Infinity` above a
 * whole core.
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

/** The bandwidth `α` at which `α·(ahead + α·lead)` reaches `need`. */
function bandwidthAt(ahead: number, lead: number, need: number): number {
  if (lead === 0) return ahead > 0 ? need / ahead : Number.POSITIVE_INFINITY;
  const root = Math.sqrt(ahead * ahead + 4 * lead * need);
  return ahead > 0 ? (2 * need) / (ahead + root) : (root - ahead) / (2 * lead);
}

/** A factor below 1 by more than the error of the quotients above. */
const ROUNDED_DOWN = 1 - 1e-12;
