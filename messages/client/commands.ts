import { t } from '@vscode/l10n';

export const serverNotRunning = (): string =>
  t('The Hypersched language server is not running. Try "Hypersched: Restart Language Server".');
export const nothingToCheck = (): string => t('There is no .hsched file to check.');
export const showProblems = (): string => t('Show Problems');
export const openAnExample = (): string => t('Open an Example');
/** A comment of the first file that a person gets. */
export const budgetIsComputed = (): string =>
  t('Without a budget, the smallest one that works is computed.');
export const opensUnsaved = (): string => t('It opens as a new file; save it to keep it');
export const goToSource = (): string => t('Go to Source');
export const serverRestarted = (): string => t('Hypersched: language server restarted');
export const showLog = (): string => t('Show Log');
export const openToSimulate = (): string => t('Open a .hsched file to simulate it.');

export function serverDidNotStart(error: string): string {
  return t('The Hypersched language server did not start: {error}', { error });
}

export const choosingWindows = (): string => t('Choosing the windows');

export const comparingPlacements = (): string =>
  t('Comparing admission in Dom0 and in the hypervisor');

/** `file`: the name of the compared file. */
export const comparisonOf = (file: string): string => t('Admission of {file}', { file });

export const windowsWritten = (): string =>
  t('The windows were chosen and written; undo takes them back.');
