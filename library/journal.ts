import type { Request } from './request.ts';

/** A request that was answered, as plain JSON: a line of a journal. */
export interface JournalEntry {
  /** The number of the request, from 1. */
  readonly number: number;
  /** The instant of the request, in ns. */
  readonly at: number;
  readonly request: Request;
  readonly admitted: boolean;
  /** The number of the first request that it was made together with; absent if it was alone. */
  readonly together?: number;
}
