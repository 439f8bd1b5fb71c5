import { t } from '@vscode/l10n';
import type { Witness } from '../../scheduling/model/analysis.ts';
import { formatDuration as text } from '../text/duration.ts';
import { percent } from '../text/percent.ts';

/** The titles of an explanation's parts. */
export const sectionTitles = {
  machine: () => t('machine'),
  pool: () => t('pool'),
  plan: () => t('plan'),
  off: () => t('off'),
  domain: () => t('domain'),
  task: () => t('task'),
  tasks: () => t('tasks'),
  itsVcpus: () => t('its VCPUs'),
  itsTasks: () => t('its tasks'),
  test: () => t('test'),
  core: (core: number) => t('core {core}', { core }),
  allCores: () => t('all cores'),
  supply: () => t('supply'),
  tightest: () => t('tightest'),
  smallestBudget: () => t('smallest budget'),
  onItsMachine: () => t('on its machine'),
  onCore: (core: number) => t('on core {core}', { core }),
  verdict: () => t('verdict'),
  softVerdict: () => t('verdict (soft)'),
  responseTime: () => t('response time'),
  slack: () => t('slack'),
  here: () => t('with these neighbors'),
} as const;

export function everyDeadlineHolds(): string {
  return t('schedulable: every hard deadline holds');
}

export function testLine(test: string, condition: string): string {
  return t('{test} ({condition})', { test, condition });
}

export function afterReference(reference: string): string {
  return t('after {reference}', { reference });
}

export function usedShare(share: number): string {
  return t('{share} used, switches included', { share: percent(share) });
}

/** A VCPU on its machine, with its cost and its margin as far as they are known. */
export function hostLine(vcpu: string, gross: number | null, margin: number | null): string {
  const known = {
    vcpu,
    gross: gross === null ? '' : text(gross),
    margin: margin === null ? '' : text(margin),
  };
  if (gross === null) return margin === null ? vcpu : t('{vcpu}, margin {margin}', known);
  return margin === null
    ? t('{vcpu}, costs {gross} a period', known)
    : t('{vcpu}, costs {gross} a period, margin {margin}', known);
}

export function domainLine(type: string, machine: string, policy: string): string {
  return t('{type} on {machine}, {policy}', { type, machine, policy });
}

export function taskLine(task: string, response: number | null, deadline: number): string {
  const known = { task, deadline: text(deadline) };
  return response === null
    ? t('{task}: deadline {deadline}', known)
    : t('{task}: response {response}, deadline {deadline}', { ...known, response: text(response) });
}

/** Demand against supply at the witness. */
export function witnessLines(witness: Witness): string[] {
  const { task, time, demand, supply, from } = witness;
  const left = supply - demand;
  if (from !== undefined) return [alignedLine({ task, from, time, demand, supply })];
  return [
    t('in a window of {time}, {task} needs {demand} done', {
      time: text(time),
      task,
      demand: text(demand),
    }),
    left < 0
      ? t('sure to be supplied there: {supply}, {missing} too little', {
          supply: text(supply),
          missing: text(-left),
        })
      : t('sure to be supplied there: {supply}, {rest} to spare', {
          supply: text(supply),
          rest: text(left),
        }),
  ];
}

/** Demand against supply in a window of the run of aligned releases. */
function alignedLine({
  task,
  from,
  time,
  demand,
  supply,
}: Omit<Witness, 'from'> & { readonly from: number }): string {
  const known = { task, from: text(from), to: text(from + time), demand: text(demand) };
  return demand > supply
    ? t('from {from} to {to} of the run, {task} needs {demand} done, {supply} are supplied', {
        ...known,
        supply: text(supply),
      })
    : t('from {from} to {to} of the run, {task} has {demand} done, {rest} to spare', {
        ...known,
        rest: text(supply - demand),
      });
}
