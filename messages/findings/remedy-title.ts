import { t } from '@vscode/l10n';
import type { Change } from '../../scheduling/findings/change.ts';
import type { Remedy, RemedyKind } from '../../scheduling/findings/remedies.ts';
import { writtenCores } from '../../scheduling/host/cores.ts';
import { formatDuration } from '../text/duration.ts';
import { allOf } from '../text/names.ts';

/** A remedy as the title of its quick fix: `Set the budget of guest1.v0 to 2.513 ms`. */
export function remedyTitle({ kind, changes }: Pick<Remedy, 'kind' | 'changes'>): string {
  return titles[kind](changes);
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
  soften: (changes) => t('Make {names} soft', { names: allOf(changes.map(nameOf)) }),
};

function one(title: (name: string, value: number) => string): Title {
  return ([change]) => (change?.kind === 'set' ? title(nameOf(change), change.value) : '');
}

function homeOf({ host, pool }: Extract<Change, { kind: 'put' }>): string {
  return pool === undefined ? host : `${host}.${pool}`;
}

/** The name of the changed element: its own name, that of a VCPU with its domain. */
function nameOf({ element }: Change): string {
  switch (element.kind) {
    case 'task':
      return element.task;
    case 'vcpu':
      return `${element.domain}.${element.vcpu}`;
    case 'domain':
      return element.domain;
    case 'machine':
      return element.machine;
  }
}
