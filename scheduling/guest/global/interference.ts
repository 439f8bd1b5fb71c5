import type { GlobalTask } from './global-tasks.ts';

/**
 * The most that a task's jobs can run in a window of length `t` when each ends within `response` of
 * its release: the first as late as it can, the others at once, `N·C + min(C, t + R − C − N·T)`
 * with `N = ⌊(t + R − C)/T⌋` (Bertogna, Cirinei & Lipari 2005/2009).
 */
export function workWithin({ cost, period }: GlobalTask, response: number, t: number): number {
  const reach = t + response - cost;
  if (reach < 0) return Math.max(0, Math.min(cost, t));
  const whole = Math.floor(reach / period);
  return whole * cost + Math.min(cost, reach - whole * period);
}

/**
 * The most that a task's jobs can run in a window of length `t` that ends where a job under EDF has
 * to be done, counting those with no later deadline: `⌊t/T⌋·C + min(C, t mod T)` where the last may
 * run until the window's end (Bertogna, Cirinei & Lipari 2005). `lead` is how long before the
 * window's end it is sure to be done.
 */
export function workDueWithin({ cost, period }: GlobalTask, lead: number, t: number): number {
  const length = t - lead;
  if (length <= 0) return 0;
  const whole = Math.floor(length / period);
  return whole * cost + Math.min(cost, length - whole * period);
}
