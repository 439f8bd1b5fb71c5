import { t } from '@vscode/l10n';

/** The subjects of the extension's examples, by file. */
export const exampleAbout = {
  'paper-testbed.hsched': () =>
    t('Two cores, partitioned EDF, switch costs: one guest can miss, and says why'),
  'avionics.hsched': () => t('ARINC 653: three partitions in fixed windows'),
  'time-triggered.hsched': () =>
    t('ARINC 653: a controller whose tasks are released in step with its windows'),
  'two-cores.hsched': () =>
    t('ARINC 653: two cores and a plan for landing; the tool chooses the windows of both plans'),
  'landing.hsched': () =>
    t('ARINC 653: a plan for landing, and the proof of each change to it and back'),
  'xen-trace.hsched': () => t('RTDS: four domains as recorded on a real Xen'),
  'xen-pools.hsched': () =>
    t('Three pools of one Xen host, each proven for itself: credit2, RTDS and null'),
  'global-rtds.hsched': () => t('RTDS on four cores, and a guest whose tasks run on all its VCPUs'),
  'soft-media.hsched': () =>
    t('Soft media guests beside a hard one: misses are counted, not errors'),
  'open-environment.hsched': () =>
    t('An open environment: guests start, change and stop, and one is refused'),
  'shared-or-partitioned.hsched': () =>
    t('The same arrivals in an open environment and on cores cut up beforehand'),
} satisfies Readonly<Record<string, () => string>>;
