import { describe, expect, test } from 'vitest';
import { nearNames } from '../../language/elements/near-names.ts';

const names = ['testbed', 'guest1', 'guest2', 'guest1.v0', 'guest1.actuate', 'guest2.v0', 'dom0'];

describe('names that someone may have meant', () => {
  test.each([
    ['guest3', ['guest1']],
    ['guset1', ['guest1']],
    ['GUEST1.ACTUATE', ['guest1.actuate']],
    ['actuate', ['guest1.actuate']],
    ['guest1.actuat', ['guest1.actuate']],
    ['v0', ['guest1.v0', 'guest2.v0']],
    ['testbde', ['testbed']],
    ['something-else', []],
    ['', []],
  ])('%s: %j', (wanted, expected) => {
    expect(nearNames(names, wanted)).toEqual(expected);
  });
});
