import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import { verdictWord } from '../verdicts/verdict-word.ts';

export const monitorTitle = (): string => t('Monitor Dom0');
export const monitorLog = (): string => t('Hypersched Monitor');
export const thisMachine = (): string => t('this machine');
export const notTrusted = (): string =>
  t('A host is monitored in a trusted workspace only, since its settings name a command to run.');

/** The question for the prefix. */
export const askPrefix = (): string =>
  t('The command that runs `sh` on Dom0, such as `ssh dom0`. Empty: this machine is Dom0.');

export const pickMonitored = (): string => t('The file that says what should be on the host');
export const noMonitoredFile = (): string => t('No file: only show what is there');
export const connecting = (host: string): string => t('Connecting to {host}…', { host });

export function hostLost(problem: string): string {
  return t('Not reached: {problem}. What is shown is the last that was read; it is tried again.', {
    problem,
  });
}

export function neverReached(problem: string): string {
  return t('Not reached: {problem}. It is tried again.', { problem });
}

export function monitorEnded(said: string): string {
  return t('The monitor ended: {said}', { said });
}

export function notCompared(why: string): string {
  return t('The file is not compared: {why}.', { why });
}

/** The verdict on the host, and how much differs from the file. */
export function hostVerdict(verdict: VerdictKind, differences: number | null): string {
  const as = t('As it is there: {verdict}.', { verdict: verdictWord(verdict) });
  return differences === null ? as : `${as} ${differencesSaid(differences)}`;
}

export function differencesSaid(count: number): string {
  if (count === 0) return t('Nothing differs from the file.');
  return count === 1
    ? t('1 thing differs from the file.')
    : t('{count} things differ from the file.', { count });
}

export const differences = (): string => t('Differences');
export const found = (): string => t('Found there');
export const asks = (): string => t('What is asked');
export const asksAbout = (): string =>
  t('Each poll runs these commands on the host. They only read.');

/** The quick fix that writes what the host has: `budget 2.5ms`. */
export function writeAsThere(words: string): string {
  return t('Write what the host has: {words}', { words });
}

/** The quick fix that takes an attribute away, which the host does not have. */
export function takeAwayAsThere(word: string): string {
  return t('Take `{word}` away, which the host does not have', { word });
}

/** The quick fix that copies the command that sets the host as it is written. */
export function copyForDom0(command: string): string {
  return t('Copy the command that sets the host: {command}', { command });
}

export const copiedForDom0 = (): string => t('The command is copied. Run it in Dom0, as root.');

export const notWritten = (): string => t('not in the file');
export const isPaused = (): string => t('paused');

/** The share of a processor that is taken, and that which is reserved: `20.6 % of 25.0 %`. */
export function takenOf(taken: string, reserved: string): string {
  return t('{taken} of {reserved}', { taken, reserved });
}

export function reservedShare(reserved: string): string {
  return t('{reserved} reserved', { reserved });
}

/** A reservation: `2.5 ms of 10 ms`. */
export function reservation(budget: string, period: string): string {
  return t('{budget} of {period}', { budget, period });
}

export function writtenAs(budget: string, period: string): string {
  return t('written {budget} of {period}', { budget, period });
}

export function weightOf(weight: string): string {
  return t('weight {weight}', { weight });
}
