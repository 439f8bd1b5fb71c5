/**
 * A worst case counted unit by unit, independent of the analysis: time is an array of units, each
 * with supply or without, and jobs are released and served one unit at a time.
 */
export interface UnitTask {
  readonly period: number;
  readonly cost: number;
  readonly deadline: number;
  readonly jitter: number;
  readonly blocking: number;
}

export interface UnitServer {
  readonly server: 'periodic' | 'deferrable' | 'polling';
  readonly period: number;
  readonly budget: number;
  readonly deadline: number;
}

/**
 * Whether the server supplies in the unit that begins at `t`, after its budget came as early as
 * possible.
 */
export function supplies(server: UnitServer, t: number): boolean {
  const { period, budget, deadline } = server;
  if (budget === period && server.server !== 'polling') return true;
  const nextPeriod = server.server === 'polling' ? period : period - budget;
  if (t < nextPeriod) return false;
  const phase = (t - nextPeriod) % period;
  return phase >= deadline - budget && phase < deadline;
}

/** Whether a repeating frame supplies in the unit at `t`, for a window that starts at `start`. */
export function framePattern(frame: readonly boolean[], start: number): (t: number) => boolean {
  return (t) => frame[(start + t) % frame.length] ?? false;
}

export function commonMultiple(values: readonly number[]): number {
  let result = 1;
  for (const value of values) {
    let multiple = result;
    while (multiple % value !== 0) multiple += result;
    result = multiple;
  }
  return result;
}

/**
 * The earliest starts of jobs, if the first comes after its longest jitter and all others without
 * any.
 */
export function* releases(
  task: UnitTask,
): Generator<{ readonly at: number; readonly nominal: number }> {
  for (let k = 0; ; k++) {
    const nominal = k * task.period - task.jitter;
    yield { at: Math.max(0, nominal), nominal };
  }
}

/** The long-run balance over a common multiple: the sign of demand minus supply. */
export function longRun(
  tasks: readonly Pick<UnitTask, 'period' | 'cost'>[],
  supplied: number,
  frame: number,
): number {
  const span = commonMultiple([frame, ...tasks.map((task) => task.period)]);
  const asked = tasks.reduce((sum, task) => sum + (span / task.period) * task.cost, 0);
  return Math.sign(asked - (span / frame) * supplied);
}
