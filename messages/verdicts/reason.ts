import type { Reason } from '../../scheduling/model/reason.ts';
import { type Sayings, say } from '../say.ts';
import { coreReasons } from './core-reasons.ts';
import { guestReasons } from './guest-reasons.ts';
import { hostReasons } from './host-reasons.ts';
import { supplyReasons } from './supply-reasons.ts';

const reasons: Sayings<Reason> = {
  ...guestReasons(reasonText),
  ...supplyReasons,
  ...coreReasons,
  ...hostReasons(reasonText),
};

/**
 * The reason why a verdict is not `schedulable`, as a clause: it begins small and has no full stop.
 */
export function reasonText(reason: Reason): string {
  return say(reasons, reason);
}
