import { vcpuLabel } from '../../host/vcpu-name.ts';
import type { StepReason } from '../../model/step-reason.ts';
import type { Change } from '../change.ts';
import type { Remedy, RemedyKind } from '../remedies.ts';
import type { RefusedStep } from './refused-step.ts';

/**
 * For a new period that the guest does not bear: the nearest budget that it bears, and leave to
 * wait, without a bound, until the guest is quiet.
 */
export function* overChange(
  { action, element, admits }: RefusedStep,
  reason: Extract<StepReason, { kind: 'between-interfaces' }>,
): Generator<void, readonly Remedy[]> {
  const subject = vcpuLabel(reason);
  if (action.kind !== 'set' || vcpuLabel(action) !== subject) return [];
  const { nearest: value } = reason;
  const tried: readonly (readonly [RemedyKind, Change])[] = [
    ...(value === undefined
      ? []
      : ([
          ['set-budget', { kind: 'set-in-step', element, subject, attribute: 'budget', value }],
        ] as const)),
    ['wait', { kind: 'wait-in-step', element, subject }],
  ];
  const found: Remedy[] = [];
  for (const [kind, change] of tried) {
    yield;
    if (admits([change])) found.push({ kind, changes: [change], preferred: false });
  }
  return found;
}
