import { spawn } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/bundles.ts';
import { oldestNode } from '../../scripts/node/oldest-node.ts';

const command = 'dist/cli/hypersched.js';

export const builtCommand = resolve(command);

/**
 * Bundles the command if it is missing or older than a source. The other bundles stay untouched.
 */
export async function buildCommand(): Promise<void> {
  const sources = globSync('{cli,formats,language,messages,scheduling}/**/*.ts').concat(
    'package.json',
    'scripts/bundles.ts',
  );
  const newest = Math.max(...sources.map((source) => statSync(source).mtimeMs));
  if ((statSync(command, { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest) return;
  const bundle = bundles.find(({ out }) => out === command);
  if (bundle === undefined) throw new Error(`scripts/bundles.ts has no ${command}.`);
  const fresh = `${command}.${process.pid}.js`;
  mkdirSync('dist/cli', { recursive: true });
  await build({
    ...bundle.options,
    entryPoints: [bundle.entry],
    outfile: fresh,
    bundle: true,
    logLevel: 'warning',
  });
  chmodSync(fresh, 0o755);
  renameSync(fresh, command);
}

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
