import { knobLabels } from '../../../messages/page/knobs.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import { type Element, elementKey } from '../../../scheduling/model/element.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { hasServers } from '../../../scheduling/model/policies.ts';
import type { AttributeChange } from '../../../server/protocol.ts';

/** A number that a person can turn. All in ns. */
export interface Knob {
  readonly element: Element;
  readonly attribute: AttributeChange['attribute'];
  readonly label: string;
  readonly value: number;
  /** The value of the text, or the tool's choice where the text has none. */
  readonly original: number | null;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly changed: boolean;
}

/** The knob's value nearest to `asked`. */
export function within({ least, most, step }: Knob, asked: number): number {
  return Math.min(Math.max(Math.round(asked / step) * step, least), most);
}

/**
 * The knobs of an element: period and budget for a VCPU, wcet for a task. `analysis` includes the
 * changes, `model` is the text's.
 */
export function knobsOf(
  element: Element,
  model: SystemModel,
  analysis: Analysis,
  changes: readonly AttributeChange[],
): readonly Knob[] {
  const changeOf = (attribute: string) =>
    changes.find(
      (change) =>
        change.attribute === attribute && elementKey(change.element) === elementKey(element),
    )?.value;
  if (element.kind === 'vcpu') {
    const proven = factsOf(analysis).vcpu(element.domain, element.vcpu);
    const written = model.machines
      .flatMap(({ domains }) => domains)
      .find(({ name }) => name === element.domain)
      ?.vcpus.find(({ name }) => name === element.vcpu);
    if (proven === undefined || written === undefined) return [];
    const { machine, vcpu } = proven;
    if (!hasServers(machine.policy)) return [];
    const period = changeOf('period') ?? vcpu.period;
    const budget = changeOf('budget') ?? vcpu.budget;
    if (period === null) return [];
    const fixed = written.period.kind === 'fixed' ? written.period.period : null;
    const step = Math.max(machine.resolution, 1);
    const deadline = written.deadline ?? period;
    const name = `${element.domain}.${element.vcpu}`;
    return [
      {
        element,
        attribute: 'budget',
        label: knobLabels.budget(name),
        value: budget ?? step,
        original: written.budget ?? (changeOf('budget') === undefined ? budget : null),
        least: step,
        most: Math.max(Math.min(deadline, period), step),
        step,
        changed: changeOf('budget') !== undefined,
      },
      {
        element,
        attribute: 'period',
        label: knobLabels.period(name),
        value: period,
        original: fixed ?? (changeOf('period') === undefined ? period : null),
        least: Math.max(written.deadline ?? 0, budget ?? 0, step),
        most: Math.max(2 * (fixed ?? period), period),
        step,
        changed: changeOf('period') !== undefined,
      },
    ];
  }
  if (element.kind !== 'task') return [];
  const task = model.machines
    .flatMap(({ domains }) => domains)
    .find(({ name }) => name === element.domain)
    ?.tasks.find(({ name }) => name === element.task);
  if (task === undefined) return [];
  const step = 1000;
  return [
    {
      element,
      attribute: 'wcet',
      label: knobLabels.wcet(`${element.domain}.${element.task}`),
      value: changeOf('wcet') ?? task.wcet,
      original: task.wcet,
      least: Math.min(step, task.wcet),
      most: Math.max(task.deadline, task.wcet),
      step,
      changed: changeOf('wcet') !== undefined,
    },
  ];
}
