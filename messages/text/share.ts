import { t } from '@vscode/l10n';

/** A share to a hundredth of a percent, never rounded down to one that fits: `100.01 %`. */
export function shareAtMost(share: number): string {
  if (!Number.isFinite(share)) return t('more than all');
  return `${Math.ceil(share * 10_000 - 1e-6) / 100} %`;
}
