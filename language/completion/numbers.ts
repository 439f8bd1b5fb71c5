import { attributes, mostCores, type ValueKind } from '../attributes.ts';
import { units } from '../documentation.ts';

/** A number that may stand somewhere, and what it is. */
export interface NumberItem {
  readonly label: string;
  readonly detail: string;
}

const times = ['1ms', '5ms', '10ms', '20ms', '50ms', '100ms', '500us', '1s'];

/** What an attribute of a rule takes, by the property that holds it. */
export function kindOfValue(rule: string, property: string): ValueKind | undefined {
  if (rule === 'Cost') return { kind: 'time', least: 0 };
  return attributes[rule]?.find((attribute) => attribute.property === property)?.value;
}

/** Numbers to offer: what is typed so far with each unit, or common times; whole numbers where they are few. */
export function numbersFor(kind: ValueKind, typed: string, cores: number | undefined): readonly NumberItem[] {
  const digits = /^\d+(\.\d+)?/.exec(typed)?.[0];
  switch (kind.kind) {
    case 'time':
      if (digits !== undefined)
        return units.map(({ unit, meaning }) => ({ label: `${digits}${unit}`, detail: meaning }));
      return times.map((label) => ({ label, detail: 'a time' }));
    case 'percentage':
      return ['1', '5', '10'].map((label) => ({ label, detail: 'percent' }));
    case 'decimal':
      return ['1', '1.5', '2', '3'].map((label) => ({ label, detail: 'GHz' }));
    case 'whole':
      if (kind.most === mostCores) return ['1', '2', '4', '8'].map((label) => ({ label, detail: 'cores' }));
      if (cores === undefined) return [];
      return Array.from({ length: Math.min(cores, 16) }, (_, core) => ({
        label: String(core),
        detail: `core ${core}`,
      }));
  }
}
