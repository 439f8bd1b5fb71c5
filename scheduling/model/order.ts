/**
 * A property that fixes the order of VCPUs or tasks: the smaller first, the larger priority first.
 */
export type FixedOrder = 'period' | 'deadline' | 'priority';

/** An order by a property, or by the absolute deadline of the current budget or job (EDF). */
export type Order = FixedOrder | 'absolute-deadline';
