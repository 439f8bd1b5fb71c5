import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** The ends and costs of switches. */
export const switchWords: Words = {
  'SwitchEnd.dom0': () => t('Any domain of type dom0.'),
  guest: () => t('Any domain that is not of type dom0.'),
  idle: () => t('No VCPU at all: the core idles.'),
  any: () => t('Any domain, and idle too.'),
  cycles: () =>
    t("The cost is in cycles of the machine's clock, and becomes nanoseconds rounded up."),
};
