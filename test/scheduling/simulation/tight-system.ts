import { analyze } from '../../../scheduling/analyze.ts';
import type { Domain, SystemModel } from '../../../scheduling/model/model.ts';

/** The largest factor by which execution times are multiplied, in sixteenths. */
const MOST = 256;
const WHOLE = 16;

/**
 * A system with the execution times of each guest as long as the analysis still calls it
 * schedulable, one guest after another. A proof that is wrong by a little is likely to miss then.
 */
export function tightened(model: SystemModel): SystemModel {
  const names = model.machines.flatMap(({ domains }) => domains.map(({ name }) => name));
  return names.reduce(tightenedFor, model);
}

function tightenedFor(model: SystemModel, name: string): SystemModel {
  const holds = (factor: number): boolean =>
    analyze(multiplied(model, name, factor)).domains.some(
      ({ domain, verdict }) => domain === name && verdict.kind === 'schedulable',
    );
  let [least, most] = [WHOLE, MOST];
  if (!holds(least)) return model;
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (holds(middle)) least = middle;
    else most = middle;
  }
  return multiplied(model, name, least);
}

function multiplied(model: SystemModel, name: string, factor: number): SystemModel {
  const longer = (domain: Domain): Domain => ({
    ...domain,
    tasks: domain.tasks.map((task) => {
      const wcet = Math.min(Math.floor((task.wcet * factor) / WHOLE), task.deadline);
      return { ...task, wcet, bcet: wcet };
    }),
  });
  const machines = model.machines.map((machine) => ({
    ...machine,
    domains: machine.domains.map((domain) => (domain.name === name ? longer(domain) : domain)),
  }));
  return { ...model, machines };
}
