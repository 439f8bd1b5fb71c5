import { expect, test } from 'vitest';
import { splitArguments } from '../../../cli/monitor/split-arguments.ts';

test.each([
  ['', []],
  ['  ', []],
  ['ssh dom0', ['ssh', 'dom0']],
  ['  ssh\t-o BatchMode=yes  dom0 ', ['ssh', '-o', 'BatchMode=yes', 'dom0']],
  [`ssh -i "my key" 'a b'c`, ['ssh', '-i', 'my key', 'a bc']],
  [`a\\ b "c\\"d" ''`, ['a b', 'c"d', '']],
  ['$(x) `y` ;z|w', ['$(x)', '`y`', ';z|w']],
  ['ssh "dom0', null],
  ["ssh 'dom0", null],
  ['ssh dom0\\', null],
] as const)('%j', (text, args) => {
  expect(splitArguments(text)).toEqual(args);
});
