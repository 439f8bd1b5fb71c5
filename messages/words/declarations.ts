import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** The words that open a declaration. */
export const declarationWords: Words = {
  import: () =>
    t(
      'Brings in everything another file declares, its own imports too. The path is relative to this file.',
    ),
  overheads: () => t('What a core spends on switching from one VCPU to another, by direction.'),
  switch: () =>
    t(
      'The cost of one direction: `switch FROM -> TO COST`. The most specific line wins, `FROM` decides first.',
    ),
  machine: () =>
    t('A physical machine: its cores, and how its hypervisor schedules VCPUs on them.'),
  taskset: () => t('Tasks that any number of domains can run, each its own copy.'),
  domain: () => t('A virtual machine: its VCPUs, its guest scheduler and its tasks.'),
  scenario: () =>
    t(
      'The actions at run time: start, stop, add, remove, set, migrate and plan, each with its time.',
    ),
};
