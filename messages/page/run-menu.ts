import { t } from '@vscode/l10n';

export function runPicked(picked: string): string {
  return t('Run: {picked}', { picked });
}

export const runTip = (): string => t('Scenario, horizon, seed and supply');
export const scenario = (): string => t('Scenario');
export const noScenario = (): string => t('none');
export const runFor = (): string => t('Run for');
export const seed = (): string => t('Seed');
export const supply = (): string => t('Supply');
export const asSimulated = (): string => t('as simulated');

export function seedPicked(value: number): string {
  return t('seed {value}', { value });
}

export function worstCaseOf(vcpu: string): string {
  return t('worst case of {vcpu}', { vcpu });
}

/** The run, as the verdict on its machine tells it, in which a VCPU's budget comes late. */
export function lateBudgetOf(vcpu: string): string {
  return t('late budget of {vcpu}', { vcpu });
}

export function noDuration(text: string): string {
  return t('"{text}" is not a duration such as 2s or 500ms.', { text });
}

export const noSeed = (): string => t('A seed is a whole number below 2^32.');
