import { t } from '@vscode/l10n';

/** What the examples that come with the extension are about, by their files. */
export const exampleAbout = {
  'paper-testbed.hsched': () =>
    t('Two cores, partitioned EDF, switch costs: one guest can miss, and says why'),
  'avionics.hsched': () => t('ARINC 653: three partitions in fixed windows'),
  'xen-trace.hsched': () => t('RTDS: four domains as recorded on a real Xen'),
} satisfies Readonly<Record<string, () => string>>;
