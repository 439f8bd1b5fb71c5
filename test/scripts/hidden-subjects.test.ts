import { expect, it } from 'vitest';
import { hiddenSubjects } from '../../scripts/lint/hidden-subjects.ts';

/** The mark of a comment, as a constant so that this file has no such comment itself. */
const MARK = '//';

it.each<[string, string, number]>([
  ['with "Of"', `${MARK} Of two shares the larger one.`, 1],
  ['with "What"', '/** What is left of a budget. */', 1],
  ['with "So" after another sentence', `${MARK} A budget is left. So it is kept.`, 1],
  ['with "Why" in a list', ' * - Why a VCPU misses.', 1],
  ['with "Where there is"', `const a = 1; ${MARK} Where there is none.`, 1],
  ['not with its subject', `${MARK} The rest of a budget, so long as it is kept.`, 0],
  ['not with a longer word', `${MARK} Often, some budget is left.`, 0],
  ['not in a string', "const a = 'What is left';", 0],
])('a comment begins %s', (_, text, count) => {
  expect(hiddenSubjects({ path: 'cli/a.ts', text })).toHaveLength(count);
});
