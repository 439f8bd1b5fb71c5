import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

/**
 * VS Code's own server from the npm package code-server: workbench, extension host and webviews,
 * shown by any browser. It is kept in .cache/.
 */

const version = '4.139.1';
const cache = resolve('.cache', 'vscode-server', version);
const vscode = join(cache, 'node_modules', 'code-server', 'lib', 'vscode');
const serverMain = join(vscode, 'out', 'server-main.js');
const noBuiltinExtensions = join(cache, 'no-extensions');

/**
 * Installs VS Code's server into the cache where it is missing, which takes about 20 s and 650 MB.
 */
export function installVscodeServer(): void {
  const stamp = join(cache, 'complete');
  if (existsSync(stamp)) return;
  console.log(`Getting VS Code's server (code-server ${version} from the npm registry) …`);
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(noBuiltinExtensions, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  // Its install scripts build native modules that nobody needs here.
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  npm(cache, ['install', '--no-save', ...flags, `code-server@${version}`]);
  // The command is `install`, not `ci`, since the shipped lock file is out of step.
  npm(vscode, ['install', ...flags]);
  for (const unused of ['@github', '@devcontainers']) {
    rmSync(join(vscode, 'node_modules', unused), { recursive: true, force: true });
  }
  writeFileSync(stamp, '');
}

/** The settings show the files only: no welcome page, no assistant. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  // The copy of the examples lies inside this checkout.
  'git.openRepositoryInParentFolders': 'never',
  // VS Code in a browser saves by itself.
  'files.autoSave': 'off',
  // Lines that stick to the top would lie over those that a click looks for.
  'editor.stickyScroll.enabled': false,
};

/**
 * A driven VS Code looks for no ports to forward, which starts processes all the time, moves
 * nothing for its own sake, and shows a file from its beginning.
 */
const drivenSettings = {
  'remote.autoForwardPorts': false,
  'remote.autoForwardPortsSource': 'output',
  'workbench.reduceMotion': 'on',
  'workbench.editor.restoreViewState': false,
};

export interface ServerOptions {
  /** The folder of its settings and installed extensions. */
  readonly dataDirectory: string;
  /** The package to install before the start. */
  readonly vsix?: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Whether a test drives it. It then obeys the address's payload, shows no toasts over buttons,
   * and is quicker, without VS Code's own extensions.
   */
  readonly driven?: boolean;
}

export interface VscodeServer {
  readonly port: number;
  /** Rejects when the server ends before it is stopped. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Starts the server on a free port of this machine; resolves when a browser can open it. */
export async function startVscodeServer(options: ServerOptions): Promise<VscodeServer> {
  const { dataDirectory, vsix, env, driven = false } = options;
  mkdirSync(join(dataDirectory, 'data', 'User'), { recursive: true });
  const settingsFile = join(dataDirectory, 'data', 'User', 'settings.json');
  if (!existsSync(settingsFile))
    writeFileSync(
      settingsFile,
      JSON.stringify({ ...settings, ...(driven ? drivenSettings : {}) }, undefined, 2),
    );
  const data = ['--server-data-dir', dataDirectory];
  if (vsix !== undefined) {
    execFileSync(process.execPath, [serverMain, '--install-extension', vsix, '--force', ...data], {
      // The installation complains of native modules that it can do without. A failure throws with
      // its whole output.
      stdio: 'pipe',
    });
  }
  const port = await freePort();
  const flags = ['--host', '127.0.0.1', '--port', String(port), ...data];
  flags.push(
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
  );
  flags.push('--disable-workspace-trust');
  if (driven)
    flags.push(
      ...['--enable-smoke-test-driver', '--builtin-extensions-dir', noBuiltinExtensions],
      '--disable-websocket-compression',
    );
  const child = spawn(process.execPath, [serverMain, ...flags], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const stop = () => stopGroup(child);
  process.once('exit', stop);
  const ended = new Promise<void>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`VS Code's server ended by itself with ${code}`)),
    );
  });
  ended.catch(() => undefined);
  try {
    await Promise.race([untilReady(child), ended]);
  } catch (error) {
    stop();
    throw error;
  }
  return {
    port,
    ended,
    stop: () => {
      process.off('exit', stop);
      stop();
    },
  };
}

/** The address that opens a folder, with a `payload` as in VS Code's own smoke tests. */
export function workbenchUrl(
  port: number,
  folder: string,
  payload: readonly (readonly [string, string])[],
): string {
  const query = new URLSearchParams({
    folder,
    payload: JSON.stringify([...payload, ['skipWelcome', 'true']]),
  });
  return `http://localhost:${port}/?${query}`;
}

/** The URI of a file of this machine in a page. */
export function remoteUri(port: number, path: string): string {
  return `vscode-remote://localhost:${port}${resolve(path)}`;
}

export const vscodeVersion = (): string =>
  JSON.parse(readFileSync(join(vscode, 'package.json'), 'utf8')).version as string;

function npm(cwd: string, args: readonly string[]): void {
  execFileSync('npm', args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

async function untilReady(child: ChildProcess): Promise<void> {
  await new Promise<void>((ready, fail) => {
    let said = '';
    const late = setTimeout(
      () => fail(new Error(`VS Code's server is not ready after 60 s:\n${said}`)),
      60_000,
    );
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Extension host agent started')) return;
      clearTimeout(late);
      ready();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  });
}

/**
 * Ends the whole process group, since the extension host and the language server are children of
 * the server.
 */
function stopGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') {
      execFileSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, 'SIGKILL');
    }
  } catch {
    // The process has ended meanwhile.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
