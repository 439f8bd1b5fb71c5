import { scenarioLens, verdictLens } from '../../messages/editor/lens.ts';
import { machineLoad, tasksLoad } from '../../messages/text/load.ts';
import type { Analysis, Verdict } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { tasksUtilization } from '../schedulability/node-detail.ts';

export interface LensTitle {
  readonly element: Element;
  readonly title: string;
  readonly fails: boolean;
}

/** The verdicts of machines, domains and scenarios, each in a few words. */
export function lensTitles({ completed, machines, domains, scenarios }: Analysis): LensTitle[] {
  const tasks = new Map(
    completed.machines.flatMap((each) => each.domains).map(({ name, tasks }) => [name, tasks]),
  );
  const cores = new Map(completed.machines.map((each) => [each.name, each.cores]));
  return [
    ...machines.map(({ machine, verdict, utilization }) =>
      lens(
        { kind: 'machine', machine },
        verdict,
        machineLoad(utilization, cores.get(machine) ?? 1),
      ),
    ),
    ...domains.map(({ domain, verdict }) =>
      lens(
        { kind: 'domain', domain },
        verdict,
        tasksLoad(tasksUtilization(tasks.get(domain) ?? [])),
      ),
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
