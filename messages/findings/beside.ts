import { t } from '@vscode/l10n';
import type { CanMiss, HoldsBeside } from '../../scheduling/findings/finding.ts';
import { formatDuration } from '../text/duration.ts';

/**
 * A VCPU whose interface is refused and whose tasks hold beside their neighbors. `miss` is the task
 * that can miss by the interface alone, if one is named.
 */
export function holdsBesideText(
  vcpu: string,
  miss: CanMiss | null,
  { response }: HoldsBeside,
): string {
  const known = { vcpu, task: miss?.task ?? '' };
  const bound = response === null ? '' : formatDuration(response);
  if (miss === null) {
    return response === null
      ? t('{vcpu} is not proven by its interface alone; with these neighbors it holds.', known)
      : t(
          '{vcpu} is not proven by its interface alone; with these neighbors it holds: {response} at most.',
          { ...known, response: bound },
        );
  }
  if (miss.late === null) {
    return response === null
      ? t('{vcpu} can miss by its interface alone ({task}); with these neighbors it cannot.', known)
      : t(
          '{vcpu} can miss by its interface alone ({task}); with these neighbors it cannot: {response} at most.',
          { ...known, response: bound },
        );
  }
  const late = formatDuration(miss.late);
  return response === null
    ? t(
        '{vcpu} can miss by its interface alone ({task}, by {late}); with these neighbors it cannot.',
        { ...known, late },
      )
    : t(
        '{vcpu} can miss by its interface alone ({task}, by {late}); with these neighbors it cannot: {response} at most.',
        { ...known, late, response: bound },
      );
}
