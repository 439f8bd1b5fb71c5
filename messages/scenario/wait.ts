import { t } from '@vscode/l10n';
import type {
  ChangePlace,
  ChangeWait,
  Detour,
  Release,
  WaitPart,
} from '../../scheduling/model/changes/change-wait.ts';
import { type Sayings, say } from '../say.ts';
import { formatDuration } from '../text/duration.ts';

/** How long an admitted action can wait, as a clause; empty if it is in force at once. */
export function waitText(wait: ChangeWait | undefined): string {
  if (wait === undefined || wait.parts.length === 0) return '';
  const parts = wait.parts
    .map((part) => say(partTexts, part))
    .reduce((first, second) => t('{first}, then {second}', { first, second }));
  return wait.atMost === null
    ? t('it can wait: {parts}', { parts })
    : t('in force at most {time} later: {parts}', { time: formatDuration(wait.atMost), parts });
}

/** The detour of an exchange of cores, as a clause; empty without one. */
export function detourText(via: Detour | undefined): string {
  if (via === undefined) return '';
  const { machine, core } = via;
  const vcpu = `${via.domain}.${via.vcpu}`;
  return t('{vcpu} goes by way of core {core} of {machine}, since they would meet otherwise', {
    ...{ vcpu, core, machine },
  });
}

const partTexts: Sayings<WaitPart> = {
  room: ({ place, by, atMost }) =>
    t('{bound} for the room of what leaves {place}, which is free {release}', {
      ...known(place, atMost),
      release: releases[by](),
    }),
  replenishment: ({ place, atMost }) =>
    t('{bound} to the next replenishment of {place}', known(place, atMost)),
  quiet: ({ place, atMost }) => t('{bound} to a quiet instant of {place}', known(place, atMost)),
  queue: ({ place, atMost }) =>
    t('{bound} behind earlier actions on {place}', known(place, atMost)),
  frame: ({ place, atMost }) =>
    t('{bound} to the end of the running frame of {place}', known(place, atMost)),
};

const releases: Readonly<Record<Release, () => string>> = {
  quiet: () => t('at the next quiet instant'),
  'period-end': () => t('as its period ends'),
  window: () => t('when the deadlines that the others had are over'),
  density: () => t('at its own deadline'),
  'at-once': () => t('at once'),
};

function known(
  place: ChangePlace,
  atMost: number | null,
): { readonly place: string; readonly bound: string } {
  const bound =
    atMost === null ? t('without a bound') : t('at most {time}', { time: formatDuration(atMost) });
  return { place: placeName(place), bound };
}

/** The name of a place at which a change happens. */
function placeName(place: ChangePlace): string {
  switch (place.kind) {
    case 'vcpu':
      return `${place.domain}.${place.vcpu}`;
    case 'domain':
      return place.domain;
    case 'machine':
      return place.machine;
    case 'core':
      return t('core {core} of {machine}', { core: place.core, machine: place.machine });
  }
}
