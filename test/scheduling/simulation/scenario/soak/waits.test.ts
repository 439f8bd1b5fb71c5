import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../support/runs.ts';
import { played } from './faults.ts';
import { soakKinds } from './kinds.ts';
import { overdue } from './overdue.ts';
import { soakSystem } from './system.ts';

/** Tests that take time are made later than the analysis, which knows no run, can know. */
const kinds = soakKinds.filter(([, options]) => options.admission === undefined);

/** Chance would make rare bounds fail now and then: a long hunt alone draws anew. */
const seed = runs(1) > 1 ? {} : { seed: 1 };

describe('no admitted step waits longer than is told', () => {
  test.each(kinds)('%s', (_, options, cases, waits) => {
    let told = 0;
    const property = fc.property(soakSystem(options), fc.nat(), (written, phasing) => {
      const result = played(written, phasing, []);
      for (const { inForce } of result.scenario) if (inForce != null) told++;
      const found = overdue(written, result);
      if (found.length > 0)
        throw new Error(`${found.join('\n')}\nseed ${phasing}\n${JSON.stringify(written)}`);
    });
    fc.assert(property, { numRuns: runs(cases), ...seed });
    if (waits === 'some wait') expect(told, 'steps that waited').toBeGreaterThan(0);
  });
});
