// This file runs before any installation, on plain Node 20 without dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The least Node major version: the sources need its type stripping, VS Code's server its API. */
const neededNode = 24;

/**
 * Installs missing dependencies, runs a TypeScript program of the project, and ends with its exit
 * code.
 */
export async function run(script) {
  process.chdir(root);
  refuseOldNode();
  installDependencies();
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(projectNode(), [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  // Ctrl+C reaches the child as well, which stops its own children; this process waits for that.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (signal === 'SIGTERM') child.kill(signal);
    });
  }
  process.exitCode = await new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1)));
  });
}

/** Here rather than in npm, which only warns of it. */
function refuseOldNode() {
  const needed = JSON.parse(readFileSync('package.json', 'utf8')).engines.node.replace('>=', '');
  const [major, minor] = needed.split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  console.error(`This needs Node ${needed} or later to begin with; this is ${process.version}.`);
  process.exit(1);
}

function installDependencies() {
  const missing = firstMissing();
  if (missing === undefined) return;
  console.log(`Installing dependencies (${missing}) …`);
  const npm = process.env.npm_execpath;
  // Its warnings are about packages of packages: nobody here can act on them.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error !== undefined || status !== 0) {
    console.error(
      'npm ci failed; its message stands above. It needs the npm registry or a mirror of it.',
    );
    process.exit(1);
  }
  // npm leaves out optional packages that do not promise to run under its own Node; those of the
  // tools run under the project's, with which npm adds them.
  const node = projectNode();
  if (npm?.endsWith('.js') && node !== process.execPath) {
    spawnSync(node, [npm, 'install', '--no-save', ...args.slice(1)], { stdio: 'inherit' });
  }
}

/**
 * The part of the lock file that is not installed as locked, in words; undefined where all of it
 * is.
 */
function firstMissing() {
  const installed = join('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'there is no node_modules';
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  for (const [path, { version, optional }] of Object.entries(want)) {
    if (path === '' || (optional === true && have[path] === undefined)) continue;
    if (have[path]?.version !== version) return `${path} is not at ${version}`;
  }
  return undefined;
}

/** The Node of the dependencies, or the running one where it is new enough. */
function projectNode() {
  const [name, ...below] =
    process.platform === 'win32' ? ['win', 'node.exe'] : [process.platform, 'node'];
  const own = join(root, 'node_modules', `node-${name}-${process.arch}`, 'bin', ...below);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= neededNode) return process.execPath;
  console.error(
    `This needs Node ${neededNode}; ${process.version} runs it, and the registry has no Node for ${process.platform}-${process.arch}. ` +
      `Install Node ${neededNode} and try again.`,
  );
  return process.exit(1);
}
