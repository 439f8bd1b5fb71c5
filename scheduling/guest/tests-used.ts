import type { TestUsed } from '../model/analysis.ts';
import { type GuestOrder, guestOrder } from '../model/guest-policies.ts';
import type { GuestPolicy } from '../model/model.ts';

/** The test of one VCPU's tasks under a policy. */
export function guestTest(policy: GuestPolicy, kind: TestUsed['kind']): TestUsed {
  return { name: guestTests[guestOrder(policy)], kind };
}

const guestTests = {
  'absolute-deadline': 'guest-demand',
  period: 'guest-responses',
  deadline: 'guest-responses',
  priority: 'guest-responses',
  turns: 'guest-responses-in-turns',
} as const satisfies Readonly<Record<GuestOrder, TestUsed['name']>>;

/** The test of a supply without a guarantee, which leaves nothing to test. */
export const noTest: TestUsed = { name: 'no-supply', kind: 'sufficient' };

/** The run that refutes tasks on several VCPUs if no window does. */
export const jointRun: TestUsed = { name: 'joint-run', kind: 'necessary' };

/** The run of tasks whose releases are aligned. */
export function alignedTest(kind: TestUsed['kind']): TestUsed {
  return { name: 'aligned-run', kind };
}

/** The test of tasks that run on several VCPUs. */
export function globalTest(kind: TestUsed['kind']): TestUsed {
  return { name: kind === 'necessary' ? 'joint-demand' : 'interference', kind };
}
