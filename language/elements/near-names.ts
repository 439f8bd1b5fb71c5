import { nearest } from '../references/suggest.ts';

/**
 * Up to three of `names` that a person may have meant by `wanted`: members of that name, else the
 * most similar one.
 */
export function nearNames(names: readonly string[], wanted: string): readonly string[] {
  const members = names.filter((name) => name.endsWith(`.${wanted}`));
  if (members.length > 0) return members.slice(0, 3);
  const near = nearest(wanted, names);
  return near === undefined ? [] : [near];
}
