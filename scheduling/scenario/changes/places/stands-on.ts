import type { Release } from '../../../model/changes/change-wait.ts';
import type { Proofs } from './places.ts';

/** Whether a release of ghosts stands on how the sets since the last quiet instant are proven. */
const standsOn: Readonly<Record<Release, (proofs: Proofs) => boolean>> = {
  quiet: () => true,
  'at-once': () => true,
  'period-end': ({ implicit }) => implicit,
  window: ({ window }) => window,
  density: ({ density }) => density,
};

/** Whether a set may stand where ghosts have been released that way since the place was quiet. */
export function bears(release: Release, proofs: Proofs): boolean {
  return standsOn[release](proofs);
}
