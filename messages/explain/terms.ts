import { t } from '@vscode/l10n';
import type { JobsTerm, MostTerm, ShareTerm } from '../../scheduling/explain/derivation-step.ts';
import type { TaskTime } from '../../scheduling/explain/guest-step.ts';
import { formatDuration as text } from '../text/duration.ts';

/** Terms of a sum. A long sum shows its first terms and the number of the others. */
export function sumText(terms: readonly string[]): string {
  if (terms.length <= MOST_TERMS) return terms.join(' + ');
  const shown = terms.slice(0, MOST_TERMS - 1).join(' + ');
  return t('{terms} + … ({count} more)', { terms: shown, count: terms.length - MOST_TERMS + 1 });
}

/** The time of each task. A long list shows its first entries and the number of the others. */
export function timesText(tasks: readonly TaskTime[]): string {
  const items = tasks.map(({ task, time }) => `${task}: ${text(time)}`);
  if (items.length <= MOST_TERMS) return items.join(', ');
  const shown = items.slice(0, MOST_TERMS - 1).join(', ');
  return t('{items}, … ({count} more)', { items: shown, count: items.length - MOST_TERMS + 1 });
}

const MOST_TERMS = 10;

/** `2·1 ms (sensor)` */
export function jobsTerm({ jobs, cost, name }: JobsTerm): string {
  return `${jobs}·${text(cost)} (${name})`;
}

/** `1 ms/10 ms` */
export function shareTerm({ cost, period }: ShareTerm): string {
  return `${text(cost)}/${text(period)}`;
}

/** `1 ms (b.v0)`, joined; `nobody` for an empty list. */
export function mostTerms(terms: readonly MostTerm[]): string {
  if (terms.length === 0) return t('nobody');
  return sumText(terms.map(({ most, name }) => `${text(most)} (${name})`));
}

/** The blocking of a job; empty if there is none. */
export function heldTerm(held: number): readonly string[] {
  return held > 0 ? [t('{time} (held up)', { time: text(held) })] : [];
}
