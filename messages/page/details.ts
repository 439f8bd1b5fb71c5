import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';

export const range = (): string => t('Range');
export const selection = (): string => t('Selection');
export const clear = (): string => t('Clear');
export const goToSource = (): string => t('Go to source');

/** The text about a selected range. Double asterisks enclose its strong part. */
export function rangeText({
  length,
  start,
  misses,
}: {
  readonly length: string;
  readonly start: string;
  readonly misses: number;
}): string {
  return misses === 1
    ? t('**{length}** from {start}, 1 miss.', { length, start })
    : t('**{length}** from {start}, {misses} misses.', { length, start, misses });
}

export function coreShares(core: {
  readonly name: string;
  readonly busy: string;
  readonly overhead: string;
  readonly idle: string;
}): string {
  return t('{name}: {busy} busy, {overhead} overhead, {idle} idle', core);
}

const provenWords = {
  schedulable: (deadline) => t('deadline {deadline}, schedulable', { deadline }),
  unschedulable: (deadline) => t('deadline {deadline}, unschedulable', { deadline }),
  unknown: (deadline) => t('deadline {deadline}, unknown', { deadline }),
} satisfies Readonly<Record<VerdictKind, (deadline: string) => string>>;

export function deadlineProven(deadline: string, verdict: VerdictKind): string {
  return provenWords[verdict](deadline);
}

export function provenResponse(response: string): string {
  return t('proven response {response}', { response });
}

export function simulatedResponse(response: string): string {
  return t('longest simulated response {response}', { response });
}

export function smallestBudget(budget: string): string {
  return t('smallest budget {budget}', { budget });
}

export function longestGap(gap: string): string {
  return t('longest gap without supply {gap}', { gap });
}
