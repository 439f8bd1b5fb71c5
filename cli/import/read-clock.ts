import { InvalidArgumentError } from 'commander';
import { noClock } from '../../messages/command/usage.ts';

/** A clock in GHz, above 0. */
export function readClock(text: string): number {
  const clock = Number(text);
  if (!(clock > 0 && clock <= 1000)) throw new InvalidArgumentError(noClock());
  return clock;
}
