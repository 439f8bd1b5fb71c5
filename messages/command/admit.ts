import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';
import { percent } from '../text/percent.ts';

/** The sentences of `hypersched admit`. */

export function admittedOf(admitted: number, all: number): string {
  return t('{admitted} of {all} actions are admitted.', {
    admitted: String(admitted),
    all: String(all),
  });
}

/** The promise to a VCPU. */
export interface ToldInterface {
  readonly machine: string;
  readonly period: number | null;
  readonly budget: number | null;
  readonly core: number | null;
}

/** `vcpu` runs from now on. */
export function vcpuComes(vcpu: string, after: ToldInterface): string {
  return t('{vcpu} gets {interface}', { vcpu, interface: interfaceText(after) });
}

export function vcpuLeaves(vcpu: string, { machine }: ToldInterface): string {
  return t('{vcpu} leaves {machine}', { vcpu, machine });
}

export function vcpuChanges(vcpu: string, before: ToldInterface, after: ToldInterface): string {
  const known = { vcpu, interface: interfaceText(after), before: interfaceText(before) };
  return before.machine === after.machine
    ? t('{vcpu} gets {interface} instead of {before}', known)
    : t('{vcpu} gets {interface} on {machine} instead of {before} on {old}', {
        ...known,
        machine: after.machine,
        old: before.machine,
      });
}

function interfaceText({ period, budget, core }: ToldInterface): string {
  const numbers = {
    budget: budget === null ? '' : formatDuration(budget),
    period: period === null ? '' : formatDuration(period),
    core: core === null ? '' : String(core),
  };
  const served = budget !== null && period !== null;
  if (core === null)
    return served ? t('{budget} in every {period}', numbers) : t('no budget of its own');
  return served
    ? t('{budget} in every {period} on core {core}', numbers)
    : t('core {core}', numbers);
}

export function machineUse(machine: string, share: number): string {
  return t('{machine} is {share} used, switches included', { machine, share: percent(share) });
}

/** Faults of the command line. */

export function noScenario(file: string): string {
  return t('error: {file} has no scenario.', { file });
}

export function severalScenarios(file: string, names: string): string {
  return t('error: {file} has several scenarios. Name one with --scenario: {names}.', {
    file,
    names,
  });
}

export function noSuchScenario(file: string, wanted: string, names: string): string {
  return t("error: {file} has no scenario '{wanted}'. There are: {names}.", {
    file,
    wanted,
    names,
  });
}
