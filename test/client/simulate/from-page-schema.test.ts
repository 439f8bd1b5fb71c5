import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fromPageSchema } from '../../../client/simulate/from-page-schema.ts';

const element = { kind: 'vcpu', domain: 'd', vcpu: 'v' };

const sent: readonly unknown[] = [
  { type: 'ready' },
  { type: 'reveal', element, focus: true },
  { type: 'apply', changes: [{ element, attribute: 'budget', value: 2_513_000 }] },
  { type: 'save', name: 'run.svg', content: '<svg/>' },
  { type: 'save', name: 'run.png', content: new ArrayBuffer(8) },
  { type: 'copy', text: 'a' },
  { type: 'painted', milliseconds: 12.5 },
];

const strange: readonly unknown[] = [
  null,
  'ready',
  { type: 'run' },
  { type: 'reveal', element: { kind: 'vcpu', domain: 'd' }, focus: true },
  { type: 'apply', changes: [{ element, attribute: 'core', value: 1 }] },
  { type: 'apply', changes: [{ element, attribute: 'budget', value: Number.NaN }] },
  { type: 'save', name: 'run.png', content: [1, 2] },
  { type: 'save', content: 'x' },
];

describe('what comes from the page', () => {
  it.each(sent)('is taken as it is: %j', (message) => {
    expect(v.parse(fromPageSchema, message)).toEqual(message);
  });
  it.each(strange)('is not believed: %j', (message) => {
    expect(v.safeParse(fromPageSchema, message).success).toBe(false);
  });
});
