import type { BuildOptions } from 'esbuild';

/** The programs of the package, each with its entry, its bundle and its platform. */
export interface Bundle {
  readonly entry: string;
  readonly out: string;
  readonly options: BuildOptions;
}

/** VS Code 1.101 brings Node 22 and starts the server with it. */
const inVscode: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
};

const inBrowser: BuildOptions = { platform: 'browser', target: 'es2022' };

/**
 * The bundle is CommonJS inside, since some bundled packages call `require` for Node's own modules.
 */
const requireForModules =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

export const bundles: readonly Bundle[] = [
  { entry: 'client/extension.ts', out: 'dist/client/extension.cjs', options: inVscode },
  {
    entry: 'client/extension-web.ts',
    out: 'dist/client/extension-web.js',
    options: { ...inBrowser, format: 'cjs', external: ['vscode'] },
  },
  { entry: 'server/main-node.ts', out: 'dist/server/main.cjs', options: inVscode },
  {
    // Run by Node as well: the package does not have it twice.
    entry: 'server/worker/main.ts',
    out: 'dist/server/analysis.js',
    options: { ...inBrowser, format: 'iife' },
  },
  {
    entry: 'server/main-browser.ts',
    out: 'dist/server/worker.js',
    options: { ...inBrowser, format: 'iife' },
  },
  {
    entry: 'cli/main.ts',
    out: 'dist/cli/hypersched.js',
    options: {
      platform: 'node',
      format: 'esm',
      target: 'node20.18',
      banner: { js: `#!/usr/bin/env node\n${requireForModules}` },
    },
  },
  {
    entry: 'client/timeline/start.ts',
    out: 'dist/client/timeline-start.js',
    options: { ...inBrowser, format: 'iife' },
  },
  {
    entry: 'client/timeline/main.ts',
    out: 'dist/client/timeline.js',
    options: { ...inBrowser, format: 'iife' },
  },
  {
    entry: 'client/timeline/worker.ts',
    out: 'dist/client/timeline-worker.js',
    options: { ...inBrowser, format: 'iife' },
  },
  { entry: 'client/timeline/timeline.css', out: 'dist/client/timeline.css', options: {} },
  {
    entry: 'test/vscode/suite/run.ts',
    out: 'dist/test/suite.cjs',
    options: { ...inVscode, external: ['vscode', 'mocha'] },
  },
];
