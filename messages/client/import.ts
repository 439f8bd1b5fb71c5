import { t } from '@vscode/l10n';

/** The sources of an import: a label and its meaning, by the subcommand that reads it. */
export const importSources = {
  xen: {
    label: () => t('A Xen host'),
    about: () => t('outputs of xl and configuration files; opens what is there as a new file'),
    files: () => t('Outputs of xl, xl.cfg and xlcpupool.cfg files of one host'),
  },
  tsc: {
    label: () => t('Time stamps of switches between domains'),
    about: () =>
      t('lines of a name and a time stamp; writes the worst costs of switches into a file'),
    files: () => t('The time stamps'),
  },
  'lat-ctx': {
    label: () => t('Context switches measured by lat_ctx'),
    about: () => t('outputs of lmbench, one for each type of domain, set side by side'),
    files: () => t('Outputs of lat_ctx, one for each type of domain'),
  },
} as const;

export const importWhat = (): string => t('What is to be imported?');
export const importing = (): string => t('Importing');
export const importFiles = (): string => t('Import');

export function typeOf(file: string): string {
  return t('The type of the domains in which {file} was measured', { file });
}

export const askForClock = (): string =>
  t("The processor's clock in GHz, for the times behind the cycles");
export const noClockGiven = (): string => t('A clock is a number above 0, such as 2.66.');

export function notImported(why: string): string {
  return t('Nothing was imported: {why}', { why });
}

export function importedWithNotes(count: number): string {
  return count === 1
    ? t('One remark on what was imported is in the log.')
    : t('{count} remarks on what was imported are in the log.', { count });
}

export const onlyFiles = (): string => t('Only files of this computer can be imported.');

export function overheadsNotWritten(file: string): string {
  return t('{file} has syntax errors, so the overheads open as a new file; copy them from there.', {
    file,
  });
}

export function overheadsWritten(file: string): string {
  return t('The measured overheads were written into {file}; undo takes them back.', { file });
}

export function othersCharged(machines: string): string {
  return t('The overheads were written; these machines keep the ones they charge: {machines}.', {
    machines,
  });
}
