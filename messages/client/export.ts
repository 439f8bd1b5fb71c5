import { t } from '@vscode/l10n';

export const exporting = (): string => t('Exporting');
export const exportTo = (): string => t('The folder to export to');
export const exportHere = (): string => t('Export');
export const openScript = (): string => t('Open deploy.sh');
export const compareWithHost = (): string => t('Compare with a Host…');
export const outputsOfHost = (): string =>
  t('Saved outputs of xl on the host: info, list --cpupool, cpupool-list, sched-rtds -v all …');
export const whichMachineToExport = (): string => t('Which machine is to be exported?');
export const savedFilesOnly = (): string =>
  t('Only saved files of this computer can be exported: save the file first.');

export function exported(folder: string): string {
  return t('Exported to {folder}. Copy it to Dom0, and run deploy.sh there.', { folder });
}

export function notExported(why: string): string {
  return t('Nothing was exported: {why}', { why });
}

/** The title of a diff editor: a host as it is, and as it will be. */
export function hostBesideExport(file: string): string {
  return t('What is there ↔ what {file} deploys', { file });
}
