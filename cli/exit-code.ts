/** What the command's exit code says; the larger wins when several files are checked. */
export const exitCode = {
  /** Everything hard is schedulable. */
  proven: 0,
  /** Something hard is not schedulable, or it is not known. */
  notProven: 1,
  /** The text has errors, or a file cannot be read. */
  badText: 2,
  /** The command line itself is wrong. */
  badUsage: 3,
  /** The command failed by a fault of its own, and says nothing about the files. */
  ownFault: 70,
  /** Stopped by Ctrl+C, as shells say it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
