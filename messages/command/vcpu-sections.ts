import { t } from '@vscode/l10n';
import type { ServerKind } from '../../scheduling/model/model.ts';
import type { PolicyKind } from '../../scheduling/model/policies.ts';
import { formatDuration as text } from '../text/duration.ts';

/** The supply of a VCPU that is no server. */
export const supplyLines = {
  shares: (policy: PolicyKind) => t('the {policy} scheduler guarantees nothing', { policy }),
  cores: () => t('a core of its own: {formula}', { formula: 'sbf(t) = t' }),
  windows: () => t('the windows of the major frame'),
  open: () => t('no period and budget serve its tasks'),
} as const;

export function longestGap(gap: number): string {
  return t('longest time without supply: {gap}', { gap: text(gap) });
}

export function gapLine(formula: string, gap: number): string {
  return t('{formula} = {gap} without supply at most', { formula, gap: text(gap) });
}

/** A server's interface, each part with a mark if the tool chose it. */
export function serverLine(
  server: ServerKind,
  period: number,
  budget: number,
  deadline: number,
  computed: { readonly period: boolean; readonly budget: boolean },
): string {
  return t(
    '{server} server, period Π = {period}, net budget Θ = {budget}, deadline Δ = {deadline}',
    {
      server,
      period: chosen(period, computed.period),
      budget: chosen(budget, computed.budget),
      deadline: text(deadline),
    },
  );
}

function chosen(value: number, byTool: boolean): string {
  return byTool ? t('{value} (chosen by the tool)', { value: text(value) }) : text(value);
}

/**
 * The smallest budget, compared with the present one; `null` if no budget of this period suffices.
 */
export function smallestLine(smallest: number | null, budget: number | null): string {
  if (smallest === null) return t('no budget of this period serves its tasks');
  if (budget === null || smallest === budget) return text(smallest);
  const known = { smallest: text(smallest), difference: text(Math.abs(budget - smallest)) };
  return budget > smallest
    ? t('{smallest}, {difference} less than it has', known)
    : t('{smallest}, {difference} more than it has', known);
}

export function costLine(budget: number, gross: number): string {
  return t("costs Θ' = {budget} + {switches} of switches = {gross}", {
    budget: text(budget),
    switches: text(gross - budget),
    gross: text(gross),
  });
}

export function hostResponse(response: number): string {
  return t('has its budget after at most {response}', { response: text(response) });
}

export function hostMargin(margin: number): string {
  return t('{margin} left before its deadline by the test', { margin: text(margin) });
}
