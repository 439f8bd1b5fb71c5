import { t } from '@vscode/l10n';

export function importAll(): string {
  return t('Import everything that this file declares.');
}

/** `kind` is the name for people of such an element. */
export function ofThisFile(kind: string): string {
  return t('The {kind} of this file.', { kind });
}

export interface OfOtherFile {
  readonly kind: string;
  readonly path: string;
}

export function ofImportedFile({ kind, path }: OfOtherFile): string {
  return t('The {kind} of {path}.', { kind, path });
}

export function ofFileToImport({ kind, path }: OfOtherFile): string {
  return t('The {kind} of {path}, with an import added.', { kind, path });
}

export function aTime(): string {
  return t('a time');
}

export function cyclesOfClock(): string {
  return t("cycles of the machine's clock");
}

export function percent(): string {
  return t('percent');
}

export function cyclesPerNanosecond(): string {
  return t('cycles per nanosecond');
}

export function cores(): string {
  return t('cores');
}

export function coresInNoPool(): string {
  return t('The cores that no pool has.');
}

export function coreNumber(core: number): string {
  return t('core {core}', { core });
}
