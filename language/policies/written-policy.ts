import type { Placement } from '../../scheduling/model/model.ts';
import { defaultPolicy, type PolicyKind } from '../../scheduling/model/policies.ts';
import type { Machine } from '../generated/ast.ts';

/** A machine's policy as far as its attributes depend on it. */
export interface WrittenPolicy {
  readonly kind: PolicyKind;
  readonly placement?: Placement | undefined;
}

/** The policy that a machine writes, or has by default; undefined while it is half typed. */
export function writtenPolicy({ scheduler }: Machine): WrittenPolicy | undefined {
  const [written] = scheduler;
  if (written === undefined) return defaultPolicy;
  // The parser leaves out what is still to be typed.
  const { kind, placement }: { kind?: PolicyKind; placement?: Placement } = written;
  return kind === undefined ? undefined : { kind, placement };
}
