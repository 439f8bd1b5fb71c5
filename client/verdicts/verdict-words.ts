import { l10n } from 'vscode';
import type { FileResult, FileVerdict } from '../../server/protocol.ts';

/** The word in the status bar. */
export function verdictWord(verdict: FileVerdict): string {
  switch (verdict) {
    case 'schedulable':
      return l10n.t('schedulable');
    case 'unschedulable':
      return l10n.t('unschedulable');
    case 'unknown':
      return l10n.t('not proven');
    case 'invalid':
      return l10n.t('errors in the text');
  }
}

/** What a verdict of the file called `name` means, in one sentence. */
export function verdictSentence(name: string, result: FileResult): string {
  switch (result.verdict) {
    case 'schedulable':
      return l10n.t('{0} is schedulable: every hard deadline is proven.', name);
    case 'unschedulable':
      return l10n.t('{0} is unschedulable: a hard deadline can be missed.', name);
    case 'unknown':
      return l10n.t('{0} is not proven: no test decides every hard deadline.', name);
    case 'invalid':
      return l10n.t('{0} has errors in its text; the Problems view lists them.', name);
  }
}
