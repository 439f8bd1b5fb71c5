import { describe, expect, it } from 'vitest';
import { worst } from '../../client/verdicts/verdict-text.ts';
import type { FileResult, FileVerdict } from '../../server/protocol.ts';

const result = (uri: string, verdict: FileVerdict): FileResult => ({
  uri,
  verdict,
  counts: { errors: 0, warnings: 0 },
});

describe('of many results the one to speak of', () => {
  it('is none where there is none', () => expect(worst([])).toBeUndefined());

  it.each<readonly [string, readonly FileVerdict[], number]>([
    ['unproven before schedulable', ['schedulable', 'unknown'], 1],
    ['unschedulable before unproven', ['unknown', 'unschedulable', 'schedulable'], 1],
    ['errors in the text before everything', ['unschedulable', 'invalid'], 1],
    ['the first of its kind', ['schedulable', 'unschedulable', 'unschedulable'], 1],
  ])('is %s', (_, verdicts, at) => {
    const results = verdicts.map((verdict, index) => result(`file:///${index}`, verdict));
    expect(worst(results)).toBe(results[at]);
  });
});
