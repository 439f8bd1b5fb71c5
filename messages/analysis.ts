import { t } from '@vscode/l10n';

/** The remark of a hover that did not wait for the analysis. */
export function proofGoesOn(): string {
  return t('The proof of this text takes its time; its numbers stand here when it is done.');
}

export function analysisFailed(what: string): string {
  return t(
    'hypersched failed on this file by a fault of its own ({what}). Please report it with the file; the output channel has the details.',
    { what },
  );
}

export function analysisTookTooLong(): string {
  return t(
    'The proof of this file takes longer than this editor lets it: nothing about it is proven here. Shorten what is left open, as periods and cores, or run `hypersched check` on the file.',
  );
}
