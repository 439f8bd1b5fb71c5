import type { LangiumDocument } from 'langium';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { lower } from '../../language/lowering/lower.ts';
import type { HyperschedServices } from '../../language/module.ts';
import { sameContent } from '../../scheduling/choose/cache/content.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { searchedIn } from '../../scheduling/undecided.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import type { SystemDescription } from '../protocol.ts';

/**
 * The system of a file and the place of each of its elements. The document must be linked.
 * `analyzed` holds the latest results for the file, maybe of an earlier text.
 */
export function describeSystem(
  document: LangiumDocument,
  services: HyperschedServices,
  analyzed?: Pick<AnalyzedSystem, 'model' | 'analysis'>,
): SystemDescription {
  const { model, places } = lower(document, services);
  const current = analyzed !== undefined && sameContent(analyzed.model, model);
  return {
    uri: document.uri.toString(),
    model,
    completed: current ? analyzed.analysis.completed : null,
    searched: current ? searchedIn(analyzed.analysis) : [],
    errors: (document.diagnostics ?? []).filter(
      ({ severity }) => severity === DiagnosticSeverity.Error,
    ).length,
    places: elementsOf(model).flatMap((element) => {
      const place = places.find(element);
      if (place === undefined) return [];
      return [{ element, uri: place.whole.uri, range: place.whole.range, name: place.name.range }];
    }),
  };
}

/** All elements of a model, each before its parts; also machines whose cores are all in pools. */
function elementsOf({ machines, scenarios }: SystemModel): Element[] {
  const names = new Set(machines.flatMap(({ host, name }) => [host, name]));
  return [
    ...[...names].map((machine): Element => ({ kind: 'machine', machine })),
    ...machines.flatMap((machine): Element[] => [
      ...machine.cores.map((core): Element => ({ kind: 'core', machine: machine.name, core })),
      ...machine.domains.flatMap(({ name: domain, vcpus, tasks }): Element[] => [
        { kind: 'domain', domain },
        ...vcpus.map((vcpu): Element => ({ kind: 'vcpu', domain, vcpu: vcpu.name })),
        ...tasks.map((task): Element => ({ kind: 'task', domain, task: task.name })),
      ]),
    ]),
    ...scenarios.flatMap(({ name: scenario, steps }): Element[] => [
      { kind: 'scenario', scenario },
      ...steps.map((_, index): Element => ({ kind: 'step', scenario, index })),
    ]),
  ];
}
