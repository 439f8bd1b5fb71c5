import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import { verdictWord } from '../verdicts/verdict-word.ts';

/** A verdict of a file, whose text may have errors. */
type FileVerdict = VerdictKind | 'invalid';

/** A verdict of a file in a word or two: the status bar's. */
export function fileVerdictWord(verdict: FileVerdict): string {
  return verdict === 'invalid' ? t('errors in the text') : verdictWord(verdict);
}

const meanings = {
  schedulable: (file) => t('{file} is schedulable: every hard deadline is proven.', { file }),
  unschedulable: (file) => t('{file} is unschedulable: a hard deadline can be missed.', { file }),
  unknown: (file) => t('{file} is not proven: no test decides every hard deadline.', { file }),
  invalid: (file) => t('{file} has errors in its text; the Problems view lists them.', { file }),
} satisfies Readonly<Record<FileVerdict, (file: string) => string>>;

/** The meaning of a file's verdict, in one sentence. */
export function fileVerdictSentence(file: string, verdict: FileVerdict): string {
  return meanings[verdict](file);
}

/** Several files were checked; `worst` speaks of the worst of them. */
export function filesChecked(worst: string, count: number): string {
  return t('{worst} Files checked: {count}.', { worst, count });
}

export const statusBarName = (): string => t('Hypersched Verdict');
export const serverStopped = (): string => t('server stopped');
export const selectToRestart = (): string => t('Select to restart the Hypersched language server.');
export const analyzing = (): string => t('analyzing');
export const analyzingFile = (): string => t('Hypersched is analyzing this file.');

/** The status bar read aloud. */
export function statusAloud(word: string, sentence: string): string {
  return t('Hypersched: {word}. {sentence}', { word, sentence });
}
