import { GrammarUtils } from 'langium';
import type { Placement } from '../../scheduling/model/model.ts';
import { defaultPolicy, type PolicyKind } from '../../scheduling/model/policies.ts';
import type { Home } from '../machines/home.ts';

/** The part of a machine's policy that decides which attributes it reads. */
export interface WrittenPolicy {
  readonly kind: PolicyKind;
  readonly placement?: Placement | undefined;
}

/**
 * The written or default policy of a machine or pool; undefined while it is half typed or is none
 * that is known.
 */
export function writtenPolicy(home: Home): WrittenPolicy | undefined {
  const [written] = home.scheduler;
  if (written === undefined) return saysScheduler(home) ? undefined : defaultPolicy;
  // The parser leaves out words still to be typed.
  const { kind, placement }: { kind?: PolicyKind; placement?: Placement } = written;
  return kind === undefined ? undefined : { kind, placement };
}

function saysScheduler({ $cstNode }: Home): boolean {
  return GrammarUtils.findNodeForKeyword($cstNode, 'scheduler') !== undefined;
}
