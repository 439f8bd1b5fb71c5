import type { Reply, Request } from './messages.ts';

/** A started worker, as its callers see it. */
export interface StartedWorker {
  post(request: Request): void;
  /** Ends the worker, whatever it does. It sends nothing more. */
  end(): void;
}

/** The listeners of a worker. */
export interface WorkerListeners {
  onReply(reply: Reply): void;
  /** The worker has ended by itself, or could not be started. */
  onDeath(reason: Error): void;
}

/** Starts a worker. Messages posted before it runs are not lost. */
export type StartWorker = (listeners: WorkerListeners) => StartedWorker;
