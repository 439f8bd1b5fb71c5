import { spawn } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildPackage, vsix } from './package.ts';
import {
  installVscodeServer,
  remoteUri,
  startVscodeServer,
  workbenchUrl,
} from './vscode-server.ts';

/**
 * Builds the package, installs it into a VS Code of its own, and shows that on a copy of the
 * examples.
 */

const examples = resolve('.cache', 'examples');

buildPackage();
installVscodeServer();
copyExamples();

const server = await startVscodeServer({
  dataDirectory: resolve('.cache', 'vscode-data'),
  vsix,
});
const url = workbenchUrl(server.port, examples, [
  ['openFile', remoteUri(server.port, `${examples}/paper-testbed.hsched`)],
]);
console.log(`\nVS Code runs on ${examples}, a copy of examples/:\n\n  ${url}\n\nCtrl+C stops it.`);
openInBrowser(url);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    server.stop();
    process.exit(0);
  });
}
await server.ended;

/** Copies the examples afresh at each start, and keeps the last copy with its changes beside it. */
function copyExamples(): void {
  const previous = `${examples}.previous`;
  rmSync(previous, { recursive: true, force: true });
  if (existsSync(examples)) renameSync(examples, previous);
  cpSync('examples', examples, { recursive: true });
}

function openInBrowser(address: string): void {
  const { platform, env } = process;
  if (platform === 'linux' && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined)
    return;
  const [command, args] =
    platform === 'darwin'
      ? ['open', [address]]
      : platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
        : ['xdg-open', [address]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No browser could be opened: open the address yourself.'));
  child.unref();
}
