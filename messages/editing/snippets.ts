import { t } from '@vscode/l10n';

/** The purposes of the snippets. */
export const snippetDetails = {
  system: () => t('A whole first file: a machine, a domain with one VCPU, and a task.'),
  machine: () => t('A machine with its cores and scheduler.'),
  pool: () => t('Some cores of the machine under a scheduler of their own.'),
  domain: () => t('A domain with one VCPU and a task.'),
  taskset: () => t('Tasks for any number of domains to run.'),
  scenario: () => t('The starts and changes at run time.'),
} satisfies Readonly<Record<string, () => string>>;
