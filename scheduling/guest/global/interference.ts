import type { GlobalTask } from './global-tasks.ts';

/**
 * The most that a task's jobs can run in a window of length `t` if each ends within `response` of
 * its release: `N·C + min(C, t + R − C − N·T)` with `N = ⌊(t + R − C)/T⌋` (Bertogna, Cirinei &
 * Lipari 2005/2009). The first job runs as late as it can, the others at once. Times are in ns.
 */
export function workWithin({ cost, period }: GlobalTask, response: number, t: number): number {
  const reach = t + response - cost;
  if (reach < 0) return Math.max(0, Math.min(cost, t));
  const whole = Math.floor(reach / period);
  return whole * cost + Math.min(cost, reach - whole * period);
}

/**
 * The most that a task's jobs can run in a window of length `t` that ends at the deadline of a job
 * under EDF: `⌊t/T⌋·C + min(C, t mod T)` if the last job may run until the window's end (Bertogna,
 * Cirinei & Lipari 2005). Only jobs with no later deadline count. `lead` is the time before the
 * window's end at which the last job is sure to be done. Times are in ns.
 */
export function workDueWithin({ cost, period }: GlobalTask, lead: number, t: number): number {
  const length = t - lead;
  if (length <= 0) return 0;
  const whole = Math.floor(length / period);
  return whole * cost + Math.min(cost, length - whole * period);
}
