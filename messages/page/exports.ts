import { t } from '@vscode/l10n';

export const pictureTooLarge = (): string => t('The picture is too large for this browser.');

/** `what` is a format's name: `HTML report`, for instance. */
export const exportWaitsForRun = (what: string): string => t('{what}: waits for the run', { what });

export const exportWaitsForVerdict = (what: string): string =>
  t('{what}: waits for the verdict', { what });

export const exportIsMade = (what: string): string => t('{what} is being made', { what });

export const exportFailed = (what: string, reason: string): string =>
  t('{what} could not be made: {reason}', { what, reason });

/** There is no run, and none will come. */
export const nothingToExport = (): string => t('There is no run to export.');

export const exportCanceled = (): string => t('The export is canceled.');

export const cancelExport = (): string => t('Cancel');

export const savedAs = (path: string): string => t('Saved as {path}.', { path });

/** The titles of the kinds of exports. */
export const exportTitles = {
  png: () => t('PNG picture of what is seen'),
  svg: () => t('SVG drawing of what is seen'),
  csv: () => t('CSV of every segment'),
  perfetto: () => t('Perfetto trace'),
  html: () => t('HTML report'),
} satisfies Readonly<Record<string, () => string>>;
