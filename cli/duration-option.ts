import { InvalidArgumentError } from 'commander';
import { readDuration } from '../language/syntax/values.ts';
import { emptyRun } from '../messages/command/usage.ts';

/**
 * The value of an option in ns, at least `least`.
 *
 * @throws InvalidArgumentError if the text is no such duration.
 */
export function durationOption(text: string, least: 0 | 1): number {
  const read = readDuration(text.trim());
  if ('problem' in read) throw new InvalidArgumentError(read.problem);
  if (read.value < least) throw new InvalidArgumentError(emptyRun());
  return read.value;
}
