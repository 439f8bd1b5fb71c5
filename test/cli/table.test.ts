import { describe, expect, test } from 'vitest';
import { bar } from '../../cli/bar.ts';
import { table } from '../../cli/table.ts';
import { plain } from '../../cli/terminal.ts';

describe('bars', () => {
  test.each([
    [0, '····'],
    [0.5, '██··'],
    [0.28125, '█▏··'],
    [1, '████'],
    [7, '████'],
    [-1, '····'],
  ])('%d: %s', (share, expected) => {
    expect(bar(share, 4)).toBe(expected);
  });
});

describe('tables', () => {
  test('columns are as wide as their widest cell, numbers stand right, nothing trails', () => {
    const rows = [
      [{ text: 'a' }, { text: '10 ms', align: 'right' as const }, { text: 'x' }],
      [{ text: 'long' }, { text: '2 ms', align: 'right' as const }, { text: '' }],
    ];
    expect(table(rows, plain)).toEqual(['a     10 ms  x', 'long   2 ms']);
  });

  test('a phrase that spills does not push the columns of other rows', () => {
    const rows = [
      [{ text: 'a' }, { text: 'a long phrase', spill: true }],
      [{ text: 'b' }, { text: 'c' }, { text: 'd' }],
    ];
    expect(table(rows, plain)).toEqual(['a  a long phrase', 'b  c  d']);
  });

  test('wide characters take two columns, colors none', () => {
    const rows = [
      [{ text: '제어', look: 'red' as const }, { text: 'x' }],
      [{ text: 'ab' }, { text: 'y' }],
    ];
    const style = (_: unknown, text: string) => `<${text}>`;
    expect(table(rows, style)).toEqual(['<제어>  x', 'ab    y']);
  });
});
