import type { Neighbor, Neighborhood } from './neighborhood.ts';

/** The most that a neighbor keeps the core busy in a window of a length, in ns. */
type Request = (length: number) => number;

/**
 * The most that a neighbor takes of a window of any length. The machine's test says that its budget
 * ends by its deadline, so a deferrable one requests as a periodic job with the jitter
 * `min(Π, Δ + δout) − Θ'` does.
 */
export function withCarry({ period, deadline, gross, out }: Neighbor): Request {
  const jitter = Math.max(0, Math.min(period, deadline + out) - gross);
  return (length) => Math.ceil((length + jitter) / period) * gross;
}

/** The most that a periodic or polling neighbor takes from a window's start on: `⌈y/Π⌉·Θ'`. */
function fromStart({ period, gross }: Neighbor): Request {
  return (length) => Math.ceil(length / period) * gross;
}

/** The most that budgets with deadlines in a window of a length take of it under EDF. */
export function dueWithin({ period, gross, out }: Neighbor): Request {
  return (length) => {
    const open = length + out;
    return Math.floor(open / period) * gross + Math.min(gross, open % period);
  };
}

/** The sum of the requests, in ns. */
export function sumOf(requests: readonly Request[], length: number): number {
  let sum = 0;
  for (const request of requests) sum += request(length);
  return sum;
}

/** The requests of a neighborhood's budgets in a window that begins with its own replenishment. */
export function aheadOfBudget(hood: Neighborhood, carries: boolean): readonly Request[] {
  const { own, ahead, byDeadline } = hood;
  if (!byDeadline) return ahead.map(carries ? withCarry : fromStart);
  return ahead.map((neighbor): Request => {
    const carried = withCarry(neighbor);
    const due = dueWithin(neighbor)(own.deadline);
    return (length) => Math.min(carried(length), due);
  });
}
