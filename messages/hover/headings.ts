import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';

/** The subjects of hovers. Each name is marked up as code. */
export const headings = {
  machine: (name: string) => t('machine {name}', { name }),
  pool: (name: string) => t('pool {name}', { name }),
  plan: (name: string, machine: string) => t('plan {name} of {machine}', { name, machine }),
  domain: (name: string) => t('domain {name}', { name }),
  vcpu: (name: string) => t('vcpu {name}', { name }),
  task: (name: string) => t('task {name}', { name }),
  taskset: (name: string) => t('task set {name}', { name }),
  overheads: (name: string) => t('overheads {name}', { name }),
  scenario: (name: string) => t('scenario {name}', { name }),
} as const;

const words = {
  schedulable: () => t('schedulable'),
  unschedulable: () => t('unschedulable'),
  unknown: () => t('not proven either way'),
} satisfies Readonly<Record<VerdictKind, () => string>>;

/** A verdict as part of a heading. */
export function verdictInHeading(verdict: VerdictKind): string {
  return words[verdict]();
}
