import { t } from '@vscode/l10n';

export function readTrace(file: string): string {
  return t('Read {file}', { file });
}

/** The question for the clock of a trace. */
export const askClock = (): string =>
  t(
    'The clock of the time stamps in MHz: `cpu_mhz` of `xl info` on that host. Saved beside the trace as a .txt file, its output answers this by itself.',
  );
export const noClockSuch = (): string => t('The clock is a number of MHz, such as 2660.');
export const noClockGiven = (): string =>
  t('Without the clock of its time stamps the trace cannot be read. Open it again to give it.');

export const setBesideTitle = (): string => t('Set Beside a File');
export const pickSystemBeside = (): string => t('The file whose proof stands beside the run');
export const noSystemBeside = (): string => t('No file: only show what was measured');

export const writeCostsTitle = (): string => t('Write Switch Costs');
export const pickForCosts = (): string => t('The file that the measured costs are written into');
export const noSwitches = (): string => t('No switch was measured in this run.');
export const noFileForCosts = (): string => t('There is no .hsched file to write them into.');

export const compareTitle = (): string => t('Compare Runs');
export const pickFirstRun = (): string => t('Run A, simulated or recorded');
export const pickSecondRun = (): string => t('Run B, to be laid beside it');
export const simulateIt = (): string => t('simulated now');
export const noRunsToCompare = (): string =>
  t('There is nothing to compare: no .hsched file and no recorded run.');

export function runsOf(first: string, second: string): string {
  return t('{first} ↔ {second}', { first, second });
}
