import type { InlayHint } from 'vscode-languageserver';
import { percent } from '../../messages/text/percent.ts';
import { type Facts, factsOf } from '../../scheduling/facts/facts.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

/**
 * The share of a core that each VCPU takes, switches included, behind its name, and the share that
 * each task needs, behind its name.
 */
export function utilizationHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return [...shares(factsOf(analysis))].flatMap(([element, share]): InlayHint[] => {
    const place = places.find(element)?.name;
    if (place === undefined || place.uri !== uri) return [];
    return [{ position: place.range.end, label: percent(share), paddingLeft: true }];
  });
}

function* shares({ domains, vcpusOf }: Facts): Generator<readonly [Element, number]> {
  for (const { domain } of domains) {
    for (const { vcpu, onHost } of vcpusOf(domain.name)) {
      const cost = onHost?.grossBudget ?? vcpu.budget;
      if (cost !== null && vcpu.period !== null)
        yield [{ kind: 'vcpu', domain: domain.name, vcpu: vcpu.name }, cost / vcpu.period];
    }
    for (const { name: task, wcet, period } of domain.tasks)
      yield [{ kind: 'task', domain: domain.name, task }, wcet / period];
  }
}
