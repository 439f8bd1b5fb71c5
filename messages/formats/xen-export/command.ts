import { t } from '@vscode/l10n';

export function noMachineToExport(): string {
  return t('the file has no machine that could be exported');
}

export function whichMachine(machines: readonly string[]): string {
  return t('the file has several machines: say which with --machine ({machines})', {
    machines: machines.join(', '),
  });
}

export function noSuchMachine(machine: string, machines: readonly string[]): string {
  return t('there is no machine {machine}; there are {machines}', {
    machine,
    machines: machines.join(', '),
  });
}

/** The titles of a host before and after a deployment. */
export function thereAndThen(): readonly [string, string] {
  return [t('what is there'), t('what will be there')];
}

export function nothingDiffers(): string {
  return t('Nothing differs: what is there is what would be deployed.');
}

export function outOrAgainst(): string {
  return t('Say where to write the files (--out), or what to compare with (--against).');
}

/** A part that an export writes was changed by hand. */
export function editedFile(path: string): string {
  return t(
    '{path} was changed where an export writes, and nothing of it is to be lost: move what you wrote, or remove the file, and export again.',
    { path },
  );
}

/** The line that tells what an export does to a file. */
export const fileStates = {
  new: (path: string) => t('new        {path}', { path }),
  changed: (path: string) => t('changed    {path}', { path }),
  same: (path: string) => t('unchanged  {path}', { path }),
} as const;

export function runIn(folder: string): string {
  return t(
    'Copy {folder} to Dom0 and run `sh deploy.sh --dry-run` there, then `sh deploy.sh` as root.',
    { folder },
  );
}
