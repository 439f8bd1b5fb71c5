import {
  aTime,
  coreNumber,
  cores,
  coresInNoPool,
  cyclesOfClock,
  cyclesPerNanosecond,
  percent,
} from '../../messages/editing/completion.ts';
import { unitsOfTime } from '../../messages/words/units.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import { attributes, mostCores, type ValueKind } from '../syntax/attributes.ts';

/** A number that completion offers, with one line about it. */
export interface NumberItem {
  readonly label: string;
  readonly detail: string;
}

/** Completion offers at most this many cores by their numbers. */
const mostCoresOffered = 16;

const times = ['1ms', '5ms', '10ms', '20ms', '50ms', '100ms', '500us', '1s'];

/** The kind of number to offer: the value of an attribute, or a cost, which may be in cycles. */
type NumberKind = ValueKind | { readonly kind: 'cost' };

/** The kind of value of a rule's attribute, by the property that holds it. */
export function kindOfValue(rule: string, property: string): NumberKind | undefined {
  if (rule === 'Cost') return { kind: 'cost' };
  return attributes[rule]?.find((attribute) => attribute.property === property)?.value;
}

/**
 * The numbers to offer: the typed digits with each unit, or common times without digits; whole
 * numbers where there are few.
 */
export function numbersFor(
  kind: NumberKind,
  typed: string,
  coresThere: readonly number[] | undefined,
): readonly NumberItem[] {
  const digits = /^\d+(\.\d+)?/.exec(typed)?.[0];
  switch (kind.kind) {
    case 'time':
      if (digits !== undefined)
        return Object.entries(unitsOfTime).map(([unit, meaning]) => ({
          label: `${digits}${unit}`,
          detail: meaning(),
        }));
      return times.map((label) => ({ label, detail: aTime() }));
    case 'cost':
      return [
        ...numbersFor({ kind: 'time', least: 0 }, typed, coresThere),
        { label: `${digits ?? '1000'} cycles`, detail: cyclesOfClock() },
      ];
    case 'percentage':
      return (digits === undefined ? ['1', '5', '10'] : [digits]).map((share) => ({
        label: `${share}%`,
        detail: percent(),
      }));
    case 'decimal':
      return (digits === undefined ? ['1', '1.5', '2', '3'] : [digits]).map((clock) => ({
        label: `${clock} GHz`,
        detail: cyclesPerNanosecond(),
      }));
    case 'whole':
      if (kind.most === mostCores)
        return ['1', '2', '4', '8'].map((label) => ({ label, detail: cores() }));
      if (coresThere === undefined) return [];
      return coresThere
        .slice(0, mostCoresOffered)
        .map((core) => ({ label: String(core), detail: coreNumber(core) }));
  }
}

/** The cores to offer to a pool: all that no pool has, then each of them. */
export function coresForPool(free: readonly number[]): readonly NumberItem[] {
  const each = free
    .slice(0, mostCoresOffered)
    .map((core) => ({ label: String(core), detail: coreNumber(core) }));
  return free.length < 2 ? each : [{ label: writtenCores(free), detail: coresInNoPool() }, ...each];
}
