import { expect, it } from 'vitest';
import { sourcesOf } from './sources.ts';

/** The rooms of the timeline's page, from the ground up. Each imports from earlier ones. */
const rooms = [
  'drawing',
  'columns',
  'lanes',
  'talk',
  'run',
  'state',
  'controls',
  'knobs',
  'why',
  'numbers',
  'stage',
  'export',
  'page',
];

/** The files outside the rooms that all may import. */
const shared = ['client/timeline/locale.ts', 'client/timeline/messages.ts'];

const folder = 'client/timeline/';
const roomOf = (path: string) => rooms.indexOf(path.slice(folder.length).split('/')[0] ?? '');

it('the rooms of the timeline know those below them only', () => {
  const upward = sourcesOf('client/timeline').flatMap(({ path, imports }) =>
    roomOf(path) < 0
      ? []
      : imports
          .filter((module) => module.startsWith(folder) && !shared.includes(module))
          .filter((module) => roomOf(module) < 0 || roomOf(module) > roomOf(path))
          .map((module) => `${path} → ${module}`),
  );
  expect(upward).toEqual([]);
});
