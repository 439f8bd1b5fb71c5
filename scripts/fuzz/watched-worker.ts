import { EventEmitter, once } from 'node:events';
import type { StartWorker } from '../../server/worker/start-worker.ts';

/** Watches the analyses that a server asks its worker for. */
export class WatchedWorker {
  /** Starts a worker for the server. */
  readonly start: StartWorker;
  readonly #events = new EventEmitter<{ begin: [number]; end: [] }>();
  #running: number | null = null;

  constructor(start: StartWorker) {
    this.start = ({ onReply, onDeath }) => {
      const worker = start({
        onReply: (reply) => {
          if (reply.kind !== 'ready' && reply.id === this.#running) this.#end();
          onReply(reply);
        },
        onDeath: (reason) => {
          this.#end();
          onDeath(reason);
        },
      });
      return {
        post: (request) => {
          worker.post(request);
          if (request.kind === 'analyze') this.#begin(request.id);
        },
        end: () => {
          worker.end();
          this.#end();
        },
      };
    };
  }

  /** The number of the analysis that the worker is busy with. */
  get running(): number | null {
    return this.#running;
  }

  /** Resolves as soon as the worker is busy with an analysis, at once if it is. */
  async begun(): Promise<void> {
    if (this.#running === null) await once(this.#events, 'begin');
  }

  /** Resolves when the worker is no longer busy with the analysis. */
  async ended(analysis: number): Promise<void> {
    while (this.#running === analysis) await once(this.#events, 'end');
  }

  #begin(analysis: number): void {
    this.#running = analysis;
    this.#events.emit('begin', analysis);
  }

  #end(): void {
    this.#running = null;
    this.#events.emit('end');
  }
}
