import { expect, test } from 'vitest';
import { chargedDoubt } from '../../../scheduling/guest/charged-doubt.ts';
import type { GuestPolicy } from '../../../scheduling/model/model.ts';
import type { Doubt } from '../../../scheduling/model/reason.ts';
import { task } from '../../support/systems.ts';
import { FULL, problem } from './problems.ts';

const equal = [task('a', 10, 1, { priority: 1 }), task('b', 20, 1, { priority: 1 })];

test.each<readonly [string, GuestPolicy['kind'], number, boolean, Doubt]>([
  ['task switches', 'EDF', 1, true, 'not-with-overheads'],
  ['switches into windows', 'RM', 0, false, 'not-with-overheads'],
  ['turns', 'RR', 0, true, 'not-in-turns'],
  ['equal priorities', 'FIFO', 0, true, 'not-with-equals'],
  ['blocking', 'DM', 0, true, 'not-with-blocking'],
  ['blocking under EDF, which has no equals', 'EDF', 0, true, 'not-with-blocking'],
])('a test that %s alone make refuse says so', (_, kind, taskSwitch, sameSupply, doubt) => {
  expect(chargedDoubt(problem(kind, FULL, equal, { taskSwitch }), sameSupply)).toBe(doubt);
});
