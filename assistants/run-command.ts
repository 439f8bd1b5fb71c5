import { spawn } from 'node:child_process';

/** The limits of one call. A system of some thousand tasks stays well below. */
export const limits = {
  milliseconds: 50_000,
  megabytes: 1024,
  /** The characters of a text that is handed over. */
  input: 500_000,
  /** The bytes of an output. */
  output: 8_000_000,
  /** The number of calls at a time; others wait. */
  atOnce: 2,
} as const;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The limit that ended the command; `null` if none did. */
  readonly stopped: 'time' | 'output' | 'canceled' | null;
}

/** Runs the command `hypersched` with arguments and a text on standard input. */
export type CommandRunner = (args: readonly string[], input: string) => Promise<Ran>;

export interface RunnerOptions {
  /** The path of the command's bundle. */
  readonly command: string;
  /** The folder that imports of a text without a file are relative to. */
  readonly folder: string;
  readonly isCanceled?: (onCancel: () => void) => void;
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * A runner that keeps to the {@link limits}: each call is a process of its own, which is ended when
 * it takes too long, whatever it does.
 */
export function commandRunner(options: RunnerOptions): CommandRunner {
  return async (args, input) => {
    if (running >= limits.atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await run(options, args, input);
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

function run(
  { command, folder, isCanceled }: RunnerOptions,
  args: readonly string[],
  input: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${limits.megabytes}`, command, ...args],
      {
        cwd: folder,
        stdio: 'pipe',
        // On the desktop the extension host is Electron, which this variable makes a Node.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' },
      },
    );
    let stopped: Ran['stopped'] = null;
    let size = 0;
    const end = (why: Ran['stopped']): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end('time'), limits.milliseconds);
    isCanceled?.(() => end('canceled'));
    const collect = (chunks: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.output) end('output');
      else chunks.push(chunk);
    };
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();
      resolve({ code, out: text(out), err: text(err), stopped });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
