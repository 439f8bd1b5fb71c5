import { units } from '../editing/documentation.ts';
import { attributes, mostCores, type ValueKind } from '../syntax/attributes.ts';

/** A number that may stand somewhere, and what it is. */
export interface NumberItem {
  readonly label: string;
  readonly detail: string;
}

const times = ['1ms', '5ms', '10ms', '20ms', '50ms', '100ms', '500us', '1s'];

/** What may be offered: the value of an attribute, or a cost, which may be cycles. */
type NumberKind = ValueKind | { readonly kind: 'cost' };

/** What an attribute of a rule takes, by the property that holds it. */
export function kindOfValue(rule: string, property: string): NumberKind | undefined {
  if (rule === 'Cost') return { kind: 'cost' };
  return attributes[rule]?.find((attribute) => attribute.property === property)?.value;
}

/**
 * Numbers to offer, with their units: what is typed so far with each unit, or common times; whole
 * numbers where they are few.
 */
export function numbersFor(
  kind: NumberKind,
  typed: string,
  cores: number | undefined,
): readonly NumberItem[] {
  const digits = /^\d+(\.\d+)?/.exec(typed)?.[0];
  switch (kind.kind) {
    case 'time':
      if (digits !== undefined)
        return units.map(({ unit, meaning }) => ({ label: `${digits}${unit}`, detail: meaning }));
      return times.map((label) => ({ label, detail: 'a time' }));
    case 'cost':
      return [
        ...numbersFor({ kind: 'time', least: 0 }, typed, cores),
        { label: `${digits ?? '1000'} cycles`, detail: "cycles of the machine's clock" },
      ];
    case 'percentage':
      return (digits === undefined ? ['1', '5', '10'] : [digits]).map((share) => ({
        label: `${share}%`,
        detail: 'percent',
      }));
    case 'decimal':
      return (digits === undefined ? ['1', '1.5', '2', '3'] : [digits]).map((clock) => ({
        label: `${clock} GHz`,
        detail: 'cycles per nanosecond',
      }));
    case 'whole':
      if (kind.most === mostCores)
        return ['1', '2', '4', '8'].map((label) => ({ label, detail: 'cores' }));
      if (cores === undefined) return [];
      return Array.from({ length: Math.min(cores, 16) }, (_, core) => ({
        label: String(core),
        detail: `core ${core}`,
      }));
  }
}
