/** A property that orders VCPUs or tasks for good: the smaller first, the larger priority first. */
export type FixedOrder = 'period' | 'deadline' | 'priority';

/** By a property, or by the absolute deadline of the current budget or job (EDF). */
export type Order = FixedOrder | 'absolute-deadline';
