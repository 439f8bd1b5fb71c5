import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { verdictWord } from '../verdicts/verdict-word.ts';

const states = {
  schedulable: () => verdictWord('schedulable'),
  unschedulable: () => verdictWord('unschedulable'),
  unknown: () => verdictWord('unknown'),
  soft: () => t('can miss, which its softness allows'),
  admitted: () => t('admitted'),
  refused: () => t('refused'),
} satisfies Readonly<Record<VerdictKind | 'soft' | 'admitted' | 'refused', () => string>>;

/** The state of an element of the view in a few words. */
export function stateWord(state: keyof typeof states): string {
  return states[state]();
}

const titles = {
  machine: (name) => t('machine {name}', { name }),
  pool: (name) => t('pool {name}', { name }),
  plan: (name) => name,
  core: (name) => name,
  domain: (name) => t('domain {name}', { name }),
  vcpu: (name) => t('VCPU {name}', { name }),
  task: (name) => t('task {name}', { name }),
  scenario: (name) => t('scenario {name}', { name }),
  step: (name) => t('step {name}', { name }),
} satisfies Readonly<Record<Element['kind'] | 'pool', (name: string) => string>>;

/** The kind and the name of an element. The name of a core says both. */
export function elementTitle(kind: keyof typeof titles, name: string): string {
  return titles[kind](name);
}

export function canMiss(count: number): string {
  return t('{count} can miss', { count });
}

export function utilizationAloud(share: string): string {
  return t('utilization {share}', { share });
}

export const fileBeingAnalyzed = (): string => t('The file is being analyzed.');
export const textHasErrors = (): string =>
  t('The text has errors: here is what could be understood.');
export const describesNoMachine = (): string => t('The file describes no machine.');

/** The badge of the view. */
export function errorsInFiles(count: number): string {
  return count === 1
    ? t('1 error in .hsched files')
    : t('{count} errors in .hsched files', { count });
}

/** The view shows failing elements only, and there is none. */
export function nothingIsFailing(): string {
  return t('Nothing fails.');
}
