import { t } from '@vscode/l10n';
import type { Change } from '../../scheduling/findings/change.ts';
import type { Remedy, RemedyKind } from '../../scheduling/findings/remedies.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import { actionText } from '../scenario/action.ts';
import { formatDuration } from '../text/duration.ts';
import { allOf } from '../text/names.ts';

/** A remedy as the title of its quick fix: `Set the budget of guest1.v0 to 2.513 ms`. */
export function remedyTitle({
  kind,
  changes,
  refusesLater,
}: Pick<Remedy, 'kind' | 'changes' | 'refusesLater'>): string {
  const title = titles[kind](changes);
  return refusesLater === true ? t('{title} (a later action is refused then)', { title }) : title;
}

type Title = (changes: readonly Change[]) => string;

const titles: Readonly<Record<RemedyKind, Title>> = {
  'set-budget': one((name, value) =>
    t('Set the budget of {name} to {value}', { name, value: formatDuration(value) }),
  ),
  'lower-budget': one((name, value) =>
    t('Lower the budget of {name} to {value}', { name, value: formatDuration(value) }),
  ),
  'shorten-wcet': one((name, value) =>
    t('Shorten the wcet of {name} to {value}', { name, value: formatDuration(value) }),
  ),
  'lengthen-period': one((name, value) =>
    t('Lengthen the period of {name} to {value}', { name, value: formatDuration(value) }),
  ),
  move: one((name, core) => t('Move {name} to core {core}', { name, core })),
  put: ([change]) =>
    change?.kind === 'put'
      ? t('Move {domain} to {home}', { domain: change.element.domain, home: homeOf(change) })
      : '',
  'set-cores': (changes) =>
    t('Set the cores: {lists}', {
      lists: allOf(
        changes.flatMap((change) =>
          change.kind === 'cores'
            ? [t('{cores} for {pool}', { cores: writtenCores(change.cores), pool: nameOf(change) })]
            : [],
        ),
      ),
    }),
  align: (changes) => t('Align the releases of {names}', { names: allOf(changes.map(nameOf)) }),
  'set-frame': ([change]) =>
    change?.kind === 'frame'
      ? t('Set the major frame of {name} to {value}', {
          name: nameOf(change),
          value: formatDuration(change.value),
        })
      : '',
  'set-period': one((name, value) =>
    t('Set the period of {name} to {value}', { name, value: formatDuration(value) }),
  ),
  redirect: ([change]) =>
    change?.kind === 'redirect' ? t('To {place} instead', { place: change.to.join('.') }) : '',
  wait: (changes) =>
    t('Let {names} wait until the guest is quiet', { names: allOf(changes.map(nameOf)) }),
  before: ([change]) =>
    change?.kind === 'before'
      ? t('Before it: {action}', { action: actionText(change.action) })
      : '',
  soften: (changes) => t('Make {names} soft', { names: allOf(changes.map(nameOf)) }),
};

function one(title: (name: string, value: number) => string): Title {
  return ([change]) =>
    change?.kind === 'set' || change?.kind === 'set-in-step'
      ? title(nameOf(change), change.value)
      : '';
}

function homeOf({ host, pool }: Extract<Change, { kind: 'put' }>): string {
  return pool === undefined ? host : `${host}.${pool}`;
}

/** The name of the changed element: its own name, that of a VCPU with its domain. */
function nameOf(change: Change): string {
  if ('subject' in change) return change.subject;
  const { element } = change;
  switch (element.kind) {
    case 'task':
      return element.task;
    case 'vcpu':
      return `${element.domain}.${element.vcpu}`;
    case 'domain':
      return element.domain;
    case 'machine':
      return element.machine;
    case 'step':
      return element.scenario;
  }
}
