import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparison } from '../../scripts/comparison/compare.ts';
import { PAGE, withNumbers } from '../../scripts/comparison/page.ts';

const numbers = await comparison();

test('the page has the numbers that the script prints', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(withNumbers(page, numbers));
});

test('what is admitted by its interface does not miss, and more is admitted than there are cores', () => {
  const rows = numbers.split('\n').slice(2, 6);
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  const admitted = cells.map((row) => Number(row[2]?.split(' ')[0]));
  const missed = cells.map((row) => Number(row[7]?.split(' ')[0]));
  const [partitioned, open, credit, credit2] = admitted;
  expect(open).toBeGreaterThan(2 * (partitioned ?? Infinity));
  expect(missed.slice(0, 2)).toEqual([0, 0]);
  expect([credit, credit2]).toEqual([13, 13]);
});
