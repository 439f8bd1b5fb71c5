import { t } from '@vscode/l10n';

/** The kinds of things that have a name, as the grammar calls them. */
export type NamedKind =
  | 'Machine'
  | 'Pool'
  | 'Plan'
  | 'Domain'
  | 'Taskset'
  | 'Overheads'
  | 'Scenario'
  | 'Vcpu'
  | 'Task';

const names = {
  Machine: () => t('machine'),
  Pool: () => t('pool'),
  Plan: () => t('plan'),
  Domain: () => t('domain'),
  Taskset: () => t('task set'),
  Overheads: () => t('overheads table'),
  Scenario: () => t('scenario'),
  Vcpu: () => t('VCPU'),
  Task: () => t('task'),
} satisfies Readonly<Record<NamedKind, () => string>>;

/** The name for people of each kind of named thing. */
export function kindName(kind: NamedKind): string {
  return names[kind]();
}
