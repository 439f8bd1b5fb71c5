import type { HostServer } from '../../host/server.ts';
import type { Failure } from '../../scenario/failures.ts';

/** The servers that leave a machine and those that come, each in the order declared. */
export interface HostChange {
  /** As the host has placed them. */
  readonly leaving: readonly HostServer[];
  /** Only written cores are set. */
  readonly coming: readonly HostServer[];
  /** The core that a VCPU without a written one had last. */
  readonly remembered: (server: HostServer) => number | undefined;
}

export type HostAnswer =
  | {
      readonly fits: true;
      /** The servers that came, with their cores. */
      readonly placed: readonly HostServer[];
      /** Whether each VCPU that had a core got it again. */
      readonly asRemembered: boolean;
    }
  | { readonly fits: false; readonly failure: Failure };

/**
 * The servers of one machine, changed in place. A change is tested on what it touches alone, then
 * kept or undone. Nobody who stays gets another core or another budget.
 */
export interface OpenHost {
  change(change: HostChange): HostAnswer;
  /**
   * Puts placed servers in the place of others, one for one, and tells whether the machine is
   * proven with them. If not, all is as before the call.
   */
  swap(from: readonly HostServer[], to: readonly HostServer[]): boolean;
  /** Puts placed servers without a test. */
  restore(servers: readonly HostServer[]): void;
  /** The servers that share a core; in a pool all of them. */
  on(core: number | null): readonly HostServer[];
  /** Whether all that is there is proven. */
  isProven(): boolean;
  keep(): void;
  undo(): void;
}
