/** The meanings of the command's exit codes. The largest counts if several files are checked. */
export const exitCode = {
  /** All hard tasks are schedulable. */
  proven: 0,
  /** A hard task is not schedulable, or it is not known whether it is. */
  notProven: 1,
  /** The text has errors, or a file cannot be read. */
  badText: 2,
  /** The command line itself is wrong. */
  badUsage: 3,
  /** The command failed by a fault of its own, and tells nothing about the files. */
  ownFault: 70,
  /** Ctrl+C stopped the command; the code is that of shells. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
