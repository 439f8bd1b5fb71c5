import type { SystemModel } from '../../../../../scheduling/model/model.ts';
import type { SimulationResult } from '../../../../../scheduling/simulation/result.ts';
import { eventKinds } from '../../../../../scheduling/simulation/trace.ts';

const REPLENISH = eventKinds.indexOf('replenish');
const EXHAUST = eventKinds.indexOf('exhaust');

/**
 * The budgets that VCPUs without tasks, which always have work, did not get by their deadlines: in
 * the trace each replenishment has to be followed by the end of that budget in time. Budgets cut by
 * a stop are none.
 */
export function shortBudgets({ trace, end, scenario }: SimulationResult, model: SystemModel) {
  if (trace === null) throw new Error('no trace was kept');
  const declared = model.machines.flatMap(({ domains }) => domains);
  const short: string[] = [];
  for (const [index, { domain: name, vcpu: of }] of trace.names.vcpus.entries()) {
    const domain = declared.find((each) => each.name === name);
    const vcpu = domain?.vcpus.find((each) => each.name === of);
    const added = scenario.some(({ action }) => action.kind === 'add' && action.domain === name);
    const busy = !added && (domain?.tasks.length ?? 1) === 0;
    if (vcpu === undefined || !busy || vcpu.extratime) continue;
    const fixed = vcpu.period.kind === 'fixed' ? vcpu.period.period : Infinity;
    const constrained = vcpu.deadline !== undefined && vcpu.deadline < fixed ? vcpu.deadline : null;
    const stops = scenario.flatMap(({ action, admitted, answered }) =>
      admitted && action.kind === 'stop' && action.domains.includes(name) ? [answered ?? 0] : [],
    );
    const times = (kind: number): readonly number[] => {
      const found: number[] = [];
      const { events } = trace;
      for (let row = 0; row < events.count; row++)
        if (events.kind[row] === kind && events.vcpu[row] === index)
          found.push(events.time[row] as number);
      return found;
    };
    const exhausted = times(EXHAUST);
    const renewed = times(REPLENISH);
    for (const [k, at] of renewed.entries()) {
      const next = renewed[k + 1] ?? end;
      const deadline = constrained === null ? next : Math.min(next, at + constrained);
      const cut = stops.some((stop) => stop >= at && stop <= deadline);
      if (
        next === at ||
        cut ||
        deadline >= end ||
        (k + 1 === renewed.length && constrained === null)
      )
        continue;
      if (!exhausted.some((time) => time > at && time <= deadline))
        short.push(`${name}.${of} has not got by ${deadline} what it was given at ${at}`);
    }
  }
  return short;
}
