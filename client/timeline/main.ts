import { speakAsExtension } from './locale.ts';
import { App } from './page/app.ts';
import { takeWorker } from './run/start-worker.ts';

/**
 * The timeline's page. VS Code provides the channel to the extension and a store that survives a
 * reload.
 */

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

speakAsExtension();
const root = document.getElementById('app');
const { uri = '', horizon = '' } = document.body.dataset;
if (root !== null) {
  new App(root, acquireVsCodeApi(), { startWorker: takeWorker, uri, horizon }).start();
}
