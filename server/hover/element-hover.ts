import type { Facts } from '../../scheduling/facts/facts.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { domainHover } from './domain-hover.ts';
import { machineHover, planHover } from './machine-hover.ts';
import { scenarioHover, stepHover } from './step-hover.ts';
import { taskHover } from './task-hover.ts';
import { vcpuHover } from './vcpu-hover.ts';

/** The analysis' results for one element, as Markdown; undefined if there are none. */
export function elementHover(facts: Facts, element: Element): string | undefined {
  switch (element.kind) {
    case 'machine':
    case 'core':
      return machineHover(facts, element.machine);
    case 'plan':
      return shown(facts.plan(element.machine, element.plan), planHover);
    case 'domain':
      return shown(facts.domain(element.domain), domainHover);
    case 'vcpu':
      return shown(facts.vcpu(element.domain, element.vcpu), vcpuHover);
    case 'task':
      return shown(facts.task(element.domain, element.task), (task) => taskHover(facts, task));
    case 'scenario':
      return shown(facts.scenario(element.scenario), scenarioHover);
    case 'step':
      return shown(facts.step(element.scenario, element.index), stepHover);
  }
}

function shown<Proven>(
  proven: Proven | undefined,
  hover: (proven: Proven) => string,
): string | undefined {
  return proven === undefined ? undefined : hover(proven);
}
