import { t } from '@vscode/l10n';
import { percent } from './percent.ts';

export function coresText(cores: number): string {
  return cores === 1 ? t('1 core') : t('{cores} cores', { cores });
}

/** A share of all cores of a machine: `64.2 % of 2 cores`. */
export function shareOfCores(share: number, cores: number): string {
  return t('{share} of {cores}', { share: percent(share / cores), cores: coresText(cores) });
}

/** The utilization of a machine, given in cores: `utilization 64.2 % of 2 cores`. */
export function machineLoad(utilization: number, cores: number): string {
  return t('utilization {share}', { share: shareOfCores(utilization, cores) });
}

/** The utilization of tasks: `utilization 25.0 % of a core`. */
export function tasksLoad(utilization: number): string {
  return t('utilization {share} of a core', { share: percent(utilization) });
}
