import type { Reply, Request } from './messages.ts';

/** A worker that has been started, as those see it who ask it. */
export interface StartedWorker {
  post(request: Request): void;
  /** Ends it, whatever it is doing; it says nothing more. */
  end(): void;
}

/** Whom a worker tells. */
export interface WorkerListeners {
  onReply(reply: Reply): void;
  /** It has ended by itself, or could not be started. */
  onDeath(reason: Error): void;
}

/** Starts a worker; what is posted before it runs is not lost. */
export type StartWorker = (listeners: WorkerListeners) => StartedWorker;
