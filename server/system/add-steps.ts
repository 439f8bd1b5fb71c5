import type { WorkspaceEdit } from 'vscode-languageserver';
import type { Places } from '../../language/places.ts';
import { writtenName } from '../../language/syntax/names.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import type { RoomAction } from '../../scheduling/findings/admission/step-change.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { Machine, SystemModel } from '../../scheduling/model/model.ts';

/**
 * The edit that writes an action on a line before a step, at its instant; `null` without a place.
 */
export function addStepBefore(
  places: Places,
  {
    machines,
    scenarios,
  }: Pick<SystemModel, 'scenarios'> & {
    readonly machines: readonly Pick<Machine, 'name' | 'host' | 'pool'>[];
  },
  element: Extract<Element, { kind: 'step' }>,
  action: RoomAction,
): WorkspaceEdit | null {
  const place = places.find(element);
  const scenario = scenarios.find(({ name }) => name === element.scenario);
  const step = scenario?.steps[element.index];
  if (place === undefined || step === undefined) return null;
  const { uri, range } = place.whole;
  const indent = ' '.repeat(range.start.character);
  const newText = `at ${writeDuration(step.at)}  ${writtenAction(action, machines)}\n${indent}`;
  return { changes: { [uri]: [{ range: { start: range.start, end: range.start }, newText }] } };
}

function writtenAction(
  action: RoomAction,
  machines: readonly Pick<Machine, 'name' | 'host' | 'pool'>[],
): string {
  switch (action.kind) {
    case 'stop':
      return `stop ${action.domains.map(writtenName).join(', ')}`;
    case 'remove':
      return ['remove', 'task', dotted([action.domain, action.task])].join(' ');
    case 'migrate': {
      const home = machines.find(({ name }) => name === action.machine);
      const to = [home?.host ?? action.machine, ...(home?.pool === undefined ? [] : [home.pool])];
      return ['migrate', writtenName(action.domain), 'to', dotted(to)].join(' ');
    }
  }
}

/** Names with dots between them, each in quotes where it needs them. */
export function dotted(names: readonly string[]): string {
  return names.map(writtenName).join('.');
}
