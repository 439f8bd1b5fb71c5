import { t } from '@vscode/l10n';
import type { AsOne } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../text/duration.ts';

/** The instant from which an admitted plan is in force, in ns, as a clause. */
function inForceFrom(time: number): string {
  return t('in force from {time}', { time: formatDuration(time) });
}

/** Other actions of the instant were tried with this one, as a clause. */
function asOneClause(asOne: AsOne): string {
  return asOne === 'admitted'
    ? t('admitted as one with the other actions of that instant')
    : t('refused as one with the other actions of that instant, so each was tried by itself');
}

/** The clauses of a step's outcome besides admission or refusal. */
export function stepNotes(step: {
  readonly inForce?: number;
  readonly asOne?: AsOne;
}): readonly string[] {
  return [
    ...(step.inForce === undefined ? [] : [inForceFrom(step.inForce)]),
    ...(step.asOne === undefined ? [] : [asOneClause(step.asOne)]),
  ];
}
