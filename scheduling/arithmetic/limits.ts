/** How long an analysis may take. */
export interface Limits {
  /** Elementary steps after which a test gives up with `unknown`. */
  readonly steps?: number;
  /** Called every few thousand steps; what it throws (to cancel) passes through. */
  readonly checkpoint?: () => void;
}
