import { t } from '@vscode/l10n';
import { anyOf } from '../text/lists.ts';

/** Faults of a command line. */

export function noSuchElement(file: string, wanted: string, hint: string): string {
  return t("error: {file} has no element '{wanted}'. {hint}", { file, wanted, hint });
}

export function didYouMean(names: readonly string[]): string {
  return t('Did you mean {names}?', { names: anyOf(names) });
}

/** The first ones of all names. */
export function thereAre(names: readonly string[], most: number): string {
  return t('There are {names}.', { names: first(names, most) });
}

export function declaresNothing(): string {
  return t('It declares nothing that could be explained.');
}

export function severalNeedWay(): string {
  return t('error: several files need --write or --check');
}

export function inputNotWatched(): string {
  return t('error: standard input cannot be watched');
}

export function inputNotInPlace(): string {
  return t('error: standard input cannot be written in place');
}

export function runHasBeen(file: string): string {
  return t(
    'error: {file} is a run that has been: --scenario, --for, --supply and --late cannot change it.',
    { file },
  );
}

export function noLateRun(vcpu: string): string {
  return t(
    'error: no verdict tells a run in which the budget of {vcpu} comes late on its machine',
    { vcpu },
  );
}

export function supplyTakes(text: string): string {
  return t("error: --supply takes worst-case:DOMAIN.VCPU, not '{text}'.", { text });
}

export function noSuchVcpu(wanted: string, names: readonly string[], most: number): string {
  return t('error: there is no VCPU {wanted}. There are: {names}.', {
    wanted,
    names: first(names, most),
  });
}

export function emptyRun(): string {
  return t('A run of no length shows nothing.');
}

export function badSeed(): string {
  return t('A seed is a whole number from 0 to 4294967295.');
}

export function ownFault(stack: string): string {
  return t('hypersched failed by a fault of its own. Please report it with the file:\n{stack}', {
    stack,
  });
}

function first(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown}, …` : shown;
}

export function noClock(): string {
  return t('the clock is a number of GHz, such as 2.66');
}

export function noMemory(): string {
  return t('The memory is a whole number of MiB.');
}
