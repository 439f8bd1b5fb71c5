import { t } from '@vscode/l10n';

export function extractTaskset(name: string): string {
  return t('Extract the task set {name}', { name });
}

export function inlineTaskset(name: string): string {
  return t('Inline the task set {name}', { name });
}

export function splitVcpu(vcpu: string, other: string): string {
  return t('Split the tasks of {vcpu} over {vcpu} and {other}', { vcpu, other });
}

export function writeDownAllChosen(): string {
  return t('Write down every value that was chosen for this file');
}
