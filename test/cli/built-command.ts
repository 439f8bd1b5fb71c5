import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { oldestNode } from '../../scripts/node/oldest-node.ts';
import { freshNodePrograms, nodeProgram } from '../../scripts/node-programs.ts';

export const builtCommand = resolve(nodeProgram('cli/hypersched'));

export const buildCommand = freshNodePrograms;

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

/**
 * Runs the built command as a separate process with piped output, under the oldest promised Node.
 */
export function hypersched(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...options.env };
  if (options.env === undefined)
    for (const name of ['NO_COLOR', 'FORCE_COLOR']) delete environment[name];
  return new Promise((ended, reject) => {
    const child = spawn(oldestNode(), [builtCommand, ...args], {
      cwd: options.cwd,
      env: environment,
      stdio: 'pipe',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      ended({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
    if (options.closeOutput === true) child.stdout.destroy();
    child.stdin.on('error', () => {});
    child.stdin.end(options.input);
  });
}
