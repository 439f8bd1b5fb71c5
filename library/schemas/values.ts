import * as v from 'valibot';

/** A name, as any text that is not empty. */
export const name = v.pipe(v.string(), v.nonEmpty());

/** A whole number of ns, 0 at least. */
export const anyTime = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A whole number of ns, 1 at least. */
export const someTime = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A whole number, 0 at least. */
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The number of a physical core. */
export const core = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4095));

/** A list without two items of the same name. */
export function uniquelyNamed<Item extends { readonly name: string }>(
  items: readonly Item[],
): boolean {
  return new Set(items.map((item) => item.name)).size === items.length;
}
