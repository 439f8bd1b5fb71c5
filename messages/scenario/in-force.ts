import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

/** The instant from which an admitted plan is in force, in ns, as a clause. */
export function inForceFrom(time: number): string {
  return t('in force from {time}', { time: formatDuration(time) });
}
