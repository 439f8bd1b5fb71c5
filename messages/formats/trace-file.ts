import { t } from '@vscode/l10n';

export const noTraceFile = (): string =>
  t('This is not a hypersched trace: it does not begin with "hstrace".');

export function otherVersion(found: number, read: number): string {
  return t('This trace has version {found} of the form; this hypersched reads version {read}.', {
    found,
    read,
  });
}

export const cutOff = (): string =>
  t('This trace is damaged or cut off: it is not the one that was written.');
export const badHeader = (): string => t('This trace is damaged: its header cannot be read.');

export function badColumn(name: string): string {
  return t('This trace is damaged: its column {name} is missing or of another type.', { name });
}

/** Values that no trace can hold. */
export const impossibleValues = {
  names: () =>
    t('This trace is damaged: its names speak of machines, cores or VCPUs that are not there.'),
  indices: () => t('This trace is damaged: a column holds numbers that stand for nothing.'),
  lengths: () => t('This trace is damaged: its columns are of different lengths.'),
  times: () => t('This trace is damaged: its times do not go forwards.'),
  events: () => t('This trace is damaged: it tells of what cannot have been.'),
} satisfies Readonly<Record<string, () => string>>;

export type ImpossibleValue = keyof typeof impossibleValues;
