import type { GuestPolicy } from '../../model/model.ts';
import { deadlineMonotonic } from './deadline-monotonic.ts';
import { edf } from './edf.ts';
import { fixedPriority } from './fixed-priority.ts';
import type { GuestRules } from './guest-rules.ts';
import { rateMonotonic } from './rate-monotonic.ts';
import { roundRobin } from './round-robin.ts';

/** The rules of each guest policy. */
export const guestTable: Readonly<Record<GuestPolicy['kind'], GuestRules>> = {
  EDF: edf,
  RM: rateMonotonic,
  DM: deadlineMonotonic,
  FP: fixedPriority,
  FIFO: fixedPriority,
  RR: roundRobin,
};
