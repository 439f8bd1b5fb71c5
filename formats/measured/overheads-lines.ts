import { measuredSwitches } from '../../messages/formats/xentrace.ts';
import { formatDuration, writeDuration } from '../../messages/text/duration.ts';
import type { SwitchDirection } from './switch-directions.ts';

/**
 * The lines of an `overheads` block: the worst cost of each direction between domains of the file,
 * with its mean and count behind it, and the worst of all for what was not measured.
 */
export function overheadsLines(
  directions: readonly SwitchDirection[],
  known: (domain: string) => boolean,
): readonly string[] {
  const isKnown = (end: string | null) => end === null || known(end);
  const own = directions.filter(({ from, to }) => isKnown(from) && isKnown(to));
  const worst = directions.reduce((most, each) => Math.max(most, each.worst), 0);
  const any = 'any';
  return [...own.map(switchLine), `switch ${any} -> ${any}  ${writeDuration(worst)}`];
}

/** The line of one direction: its worst cost, with its mean and count behind it. */
export function switchLine({ from, to, count, sum, worst }: SwitchDirection): string {
  const said = measuredSwitches(formatDuration(Math.round(sum / count)), count);
  return `switch ${end(from)} -> ${end(to)}  ${writeDuration(worst)}  // ${said}`;
}

/** The end of a switch: idle, or a domain by its name in quotes. */
function end(domain: string | null): string {
  return domain === null ? 'idle' : `"${domain.replaceAll('"', '_')}"`;
}
