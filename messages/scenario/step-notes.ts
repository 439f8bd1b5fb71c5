import { t } from '@vscode/l10n';
import type { AsOne } from '../../scheduling/model/analysis.ts';
import type { ChangeWait, Detour } from '../../scheduling/model/changes/change-wait.ts';
import { formatDuration } from '../text/duration.ts';
import { detourText, waitText } from './wait.ts';

/** The instant from which an admitted action is in force, in ns, as a clause. */
function inForceFrom(time: number): string {
  return t('in force from {time}', { time: formatDuration(time) });
}

/** An admitted action that waits as the run ends, as a clause. */
function stillWaits(): string {
  return t('admitted, and waits as the run ends');
}

function told(clause: string): readonly string[] {
  return clause === '' ? [] : [clause];
}

/** Other actions of the instant were tried with this one, as a clause. */
function asOneClause(asOne: AsOne): string {
  return asOne === 'admitted'
    ? t('admitted as one with the other actions of that instant')
    : t('refused as one with the other actions of that instant, so each was tried by itself');
}

/** The clauses of a step's outcome besides admission or refusal. */
export function stepNotes(step: {
  readonly inForce?: number | null;
  readonly wait?: ChangeWait;
  readonly via?: Detour;
  readonly asOne?: AsOne;
}): readonly string[] {
  return [
    ...(step.inForce === null ? [stillWaits()] : []),
    ...(typeof step.inForce === 'number' ? [inForceFrom(step.inForce)] : told(waitText(step.wait))),
    ...told(detourText(step.via ?? step.wait?.via)),
    ...(step.asOne === undefined ? [] : [asOneClause(step.asOne)]),
  ];
}

/** The clauses of a step's outcome in a run: how long the answer took, then as above. */
export function outcomeNotes(step: {
  readonly at: number;
  readonly answered?: number;
  readonly inForce?: number | null;
  readonly via?: Detour;
  readonly asOne?: AsOne;
}): readonly string[] {
  const { at, answered = at } = step;
  const time = formatDuration(answered - at);
  return [...(answered > at ? [t('answered after {time}', { time })] : []), ...stepNotes(step)];
}
