import { sameContent } from '../../scheduling/choose/cache/content.ts';

/** The change from one piece of plain data to another; `null` if their contents are equal. */
export type Difference =
  | null
  | { readonly kind: 'value'; readonly value: unknown }
  | {
      readonly kind: 'fields';
      readonly changed: readonly (readonly [string, Difference])[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'items'; readonly changed: readonly (readonly [number, Difference])[] }
  /** `items` replace all but the first and the last ones that are kept. */
  | {
      readonly kind: 'splice';
      readonly first: number;
      readonly last: number;
      readonly items: readonly unknown[];
    };

/** The difference that turns `before` into `after`. */
export function difference(before: unknown, after: unknown): Difference {
  if (before === after) return null;
  if (Array.isArray(before) && Array.isArray(after)) return ofArrays(before, after);
  if (isRecord(before) && isRecord(after)) return ofRecords(before, after);
  return { kind: 'value', value: after };
}

/**
 * The data after the difference. Unchanged parts stay the same objects.
 *
 * @throws TypeError if `before` has not the shape that the difference was taken from.
 */
export function patched(before: unknown, change: Difference): unknown {
  if (change === null) return before;
  switch (change.kind) {
    case 'value':
      return change.value;
    case 'fields': {
      const after: Record<string, unknown> = { ...asRecord(before) };
      for (const [key, each] of change.changed) after[key] = patched(after[key], each);
      for (const key of change.removed) delete after[key];
      return after;
    }
    case 'items': {
      const after = [...asArray(before)];
      for (const [index, each] of change.changed) after[index] = patched(after[index], each);
      return after;
    }
    case 'splice': {
      const items = asArray(before);
      return [
        ...items.slice(0, change.first),
        ...change.items,
        ...items.slice(items.length - change.last),
      ];
    }
  }
}

function ofArrays(before: readonly unknown[], after: readonly unknown[]): Difference {
  if (before.length !== after.length) return splice(before, after);
  const changed: (readonly [number, Difference])[] = [];
  for (let index = 0; index < after.length; index++) {
    const each = difference(before[index], after[index]);
    if (each !== null) changed.push([index, each]);
  }
  return changed.length === 0 ? null : { kind: 'items', changed };
}

function splice(before: readonly unknown[], after: readonly unknown[]): Difference {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && sameContent(before[first], after[first])) first++;
  let last = 0;
  while (last < shorter - first && sameContent(before.at(-1 - last), after.at(-1 - last))) last++;
  return { kind: 'splice', first, last, items: after.slice(first, after.length - last) };
}

function ofRecords(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference {
  const changed: (readonly [string, Difference])[] = [];
  for (const key in after) {
    if (!(key in before)) changed.push([key, { kind: 'value', value: after[key] }]);
    else {
      const each = difference(before[key], after[key]);
      if (each !== null) changed.push([key, each]);
    }
  }
  const removed: string[] = [];
  for (const key in before) if (!(key in after)) removed.push(key);
  return changed.length + removed.length === 0 ? null : { kind: 'fields', changed, removed };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new TypeError('a difference of fields belongs to an object');
  return value;
}

function asArray(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('a difference of items belongs to an array');
  return value;
}
