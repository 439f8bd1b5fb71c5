import type { InlayHint } from 'vscode-languageserver';
import { percent } from '../../messages/text/percent.ts';
import { vcpuKey } from '../../scheduling/host/vcpu-name.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

/**
 * The share of a core that each VCPU takes, switches included, behind its name, and the share that
 * each task needs, behind its name.
 */
export function utilizationHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return [...shares(analysis)].flatMap(([element, share]): InlayHint[] => {
    const place = places.find(element)?.name;
    if (place === undefined || place.uri !== uri) return [];
    return [{ position: place.range.end, label: percent(share), paddingLeft: true }];
  });
}

function* shares({
  completed,
  machines,
}: AnalyzedSystem['analysis']): Generator<readonly [Element, number]> {
  const gross = new Map(
    machines.flatMap(({ vcpus }) =>
      vcpus.map(({ domain, vcpu, grossBudget }) => [vcpuKey(domain, vcpu), grossBudget]),
    ),
  );
  for (const { name: domain, vcpus, tasks } of completed.machines.flatMap(
    ({ domains }) => domains,
  )) {
    for (const { name: vcpu, budget, period } of vcpus) {
      const cost = gross.get(vcpuKey(domain, vcpu)) ?? budget;
      if (cost !== null && period !== null) yield [{ kind: 'vcpu', domain, vcpu }, cost / period];
    }
    for (const { name: task, wcet, period } of tasks)
      yield [{ kind: 'task', domain, task }, wcet / period];
  }
}
