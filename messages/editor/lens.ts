import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import { verdictLooks } from '../verdicts/verdict-look.ts';
import { verdictWord } from '../verdicts/verdict-word.ts';

/** A verdict with its mark and a load: `✓ schedulable · utilization 64.2 % of 2 cores`. */
export function verdictLens(verdict: VerdictKind, load: string): string {
  return `${verdictLooks[verdict].mark} ${verdictWord(verdict)} · ${load}`;
}

export function scenarioLens(refused: number, steps: number): string {
  return refused === 0 ? `✓ ${admittedText(refused, steps)}` : `✗ ${admittedText(refused, steps)}`;
}

/** The number of a scenario's refused steps. */
export function admittedText(refused: number, steps: number): string {
  return refused === 0
    ? t('all {steps} steps admitted', { steps })
    : t('{refused} of {steps} steps refused', { refused, steps });
}
