import { scenarioLens, verdictLens } from '../../messages/editor/lens.ts';
import { machineLoad, tasksLoad } from '../../messages/text/load.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import type { Analysis, Verdict } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { tasksUtilization } from '../schedulability/node-detail.ts';

export interface LensTitle {
  readonly element: Element;
  readonly title: string;
  readonly fails: boolean;
}

/** The verdicts of machines, domains and scenarios, each in a few words. */
export function lensTitles({ scenarios }: Analysis, { machines, domains }: Facts): LensTitle[] {
  return [
    ...machines.map(({ machine: { name, cores }, host: { verdict, utilization } }) =>
      lens({ kind: 'machine', machine: name }, verdict, machineLoad(utilization, cores.length)),
    ),
    ...machines.flatMap(({ machine: { name, cores }, host: { plans = [] } }) =>
      plans.map(({ plan, verdict, utilization }) =>
        lens(
          { kind: 'plan', machine: name, plan },
          verdict,
          machineLoad(utilization, cores.length),
        ),
      ),
    ),
    ...domains.map(({ domain: { name, tasks }, inside: { verdict } }) =>
      lens({ kind: 'domain', domain: name }, verdict, tasksLoad(tasksUtilization(tasks))),
    ),
    ...scenarios.map(({ scenario, steps }): LensTitle => {
      const refused = steps.filter(({ admitted }) => !admitted).length;
      const title = scenarioLens(refused, steps.length);
      return { element: { kind: 'scenario', scenario }, title, fails: refused > 0 };
    }),
  ];
}

function lens(element: Element, { kind }: Verdict, load: string): LensTitle {
  return { element, title: verdictLens(kind, load), fails: kind === 'unschedulable' };
}
