import { t } from '@vscode/l10n';

export function nodeTooOld(needed: string, found: string): string {
  return t('hypersched needs Node {needed} or later; this is Node {found}.', { needed, found });
}

/** The command's present work while it shows nothing else. */
export function proving(file: string): string {
  return t('Proving {file} … (Ctrl+C stops it)', { file });
}

export function layingOut(file: string): string {
  return t('Laying out {file} … (Ctrl+C stops it)', { file });
}

export function writingResults(): string {
  return t('Writing the results … (Ctrl+C stops it)');
}

export function preparingRun(file: string): string {
  return t('Preparing the run of {file} … (Ctrl+C stops it)', { file });
}
