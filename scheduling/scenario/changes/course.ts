import type { HostServer } from '../../host/server.ts';
import type { Release } from '../../model/changes/change-wait.ts';
import type { Task } from '../../model/model.ts';
import type { Proofs } from './places.ts';

/** A ghost, as it is known without a run: what has left a place or shrinks there. */
export interface Leaving {
  readonly place: string;
  readonly server: HostServer;
  /** The VCPU that counts with the larger of both budgets; absent if the ghost stands by itself. */
  readonly within?: string;
  /** The latest instant at which it counts, in ns; `null` without a bound. */
  readonly until: number | null;
  readonly by: Release;
}

/** A task that has left a guest and can have work there. */
export interface LeavingTask {
  readonly domain: string;
  readonly task: Task;
  readonly until: number | null;
}

/** An admitted change that can wait at a place. */
export interface Waiting {
  readonly place: string;
  readonly until: number | null;
}

/**
 * The changes that can still be under way by the admitted actions so far. It knows no run, so all
 * of its instants are bounds.
 */
export interface Course {
  readonly leaving: readonly Leaving[];
  readonly tasks: readonly LeavingTask[];
  readonly waiting: readonly Waiting[];
  /** How the sets at each place have been proven since it was empty. */
  readonly proofs: ReadonlyMap<string, Proofs>;
}

export const nothingUnderWay: Course = {
  leaving: [],
  tasks: [],
  waiting: [],
  proofs: new Map(),
};

/** Whether something that ends at `until` can be there after an instant. */
export function lasts(until: number | null, at: number): boolean {
  return until === null || until > at;
}

/** The course without what is over by an instant, in ns. */
export function underWayAt(course: Course, at: number): Course {
  const { leaving, tasks, waiting } = course;
  if (leaving.length + tasks.length + waiting.length === 0) return course;
  const there = ({ until }: { readonly until: number | null }) => lasts(until, at);
  return {
    ...course,
    leaving: leaving.filter(there),
    tasks: tasks.filter(there),
    waiting: waiting.filter(there),
  };
}

/** The later of two bounds; `null` is the latest. */
export function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
