/** The exit code and the output of a run of the command. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the reader of the output leaves before there is any. */
  readonly closeOutput?: boolean;
}

/** The environment without wishes for colors. */
export function withoutColors(): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
  return environment;
}
