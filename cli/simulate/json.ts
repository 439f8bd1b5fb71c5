import type { ToldRun } from '../../messages/simulation/told-run.ts';

/** The version, raised when a key changes its meaning or is removed. New keys do not raise it. */
const version = 1;

/**
 * The result of a run as one line of JSON, times in ns. Other programs rely on the keys and their
 * order.
 */
export function simulationJson(result: ToldRun): string {
  const { horizon, seed, tasks, vcpus, cores, scenario, horizonChosen, end, notes } = result;
  const json = {
    version,
    horizon,
    seed,
    tasks: tasks.map(({ domain, name, vcpu, jobs, misses, response, ...more }) => ({
      ...{ domain, name, vcpu, jobs, misses, response },
      ...more,
    })),
    vcpus,
    cores,
    scenario: scenario.map(({ at, action, admitted, reason, answered, inForce, via, asOne }) => ({
      at,
      action,
      admitted,
      reason,
      ...(answered === undefined ? {} : { answered }),
      ...(inForce === undefined ? {} : { inForce }),
      ...(via === undefined ? {} : { via }),
      ...(asOne === undefined ? {} : { asOne }),
    })),
    horizonChosen,
    end,
    notes,
  };
  return `${JSON.stringify(json)}\n`;
}
