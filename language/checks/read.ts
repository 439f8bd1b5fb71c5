import { readDuration } from '../syntax/values.ts';

/** The first time of an attribute, in ns; undefined where none is written or it cannot be read. */
export function timeAt(values: readonly string[]): number | undefined {
  const text = values[0];
  const read = text === undefined ? undefined : readDuration(text);
  return read !== undefined && 'value' in read ? read.value : undefined;
}
