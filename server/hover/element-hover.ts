import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { domainHover } from './domain-hover.ts';
import { machineHover } from './machine-hover.ts';
import { scenarioHover, stepHover } from './step-hover.ts';
import { taskHover } from './task-hover.ts';
import { vcpuHover } from './vcpu-hover.ts';

/** What the analysis says of one element, as Markdown; undefined where it says nothing. */
export function elementHover(analysis: Analysis, element: Element): string | undefined {
  switch (element.kind) {
    case 'machine':
    case 'core':
      return machineHover(analysis, element.machine);
    case 'domain':
      return domainHover(analysis, element.domain);
    case 'vcpu':
      return vcpuHover(analysis, element.domain, element.vcpu);
    case 'task':
      return taskHover(analysis, element.domain, element.task);
    case 'scenario':
      return scenarioHover(analysis, element.scenario);
    case 'step':
      return stepHover(analysis, element.scenario, element.index);
  }
}
