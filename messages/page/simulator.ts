import { t } from '@vscode/l10n';

/** The program that analyzes and simulates for the page. `status` is HTTP's. */
export const simulatorNotLoaded = (status: number): string =>
  t('The simulator could not be loaded ({status}).', { status });

/** `reason` is the browser's; it may be empty. */
export const simulatorNotStarted = (reason: string): string =>
  reason === ''
    ? t('The simulator could not be started.')
    : t('The simulator could not be started: {reason}', { reason });

export const simulatorStopped = (reason: string): string =>
  reason === ''
    ? t('The simulator has stopped.')
    : t('The simulator has stopped: {reason}', { reason });

export const simulatorSilent = (seconds: number): string =>
  t('The simulator has not answered for {seconds} seconds. It may still do so.', { seconds });

export const answerGarbled = (): string =>
  t('An answer of the simulator could not be read: reload the window.');

export const startAgain = (): string => t('Start again');
