import type { BuildOptions, Plugin } from 'esbuild';

/** A program of the package in one file, with its entry, its bundle and its platform. */
export interface Bundle {
  readonly entry: string;
  readonly out: string;
  readonly options: BuildOptions;
}

/** VS Code 1.101 brings Node 22. */
const inVscode: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
};

const inBrowser: BuildOptions = { platform: 'browser', target: 'es2022' };

/** Some bundled packages are CommonJS and call `require` for Node's own modules. */
const requireForModules =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * The programs that Node runs, each with its entry. They are modules that have their common parts
 * once, in dist/shared/, for the package would otherwise contain the language in each of them.
 */
export const nodePrograms = {
  'cli/hypersched': 'cli/main.ts',
  'cli/mcp': 'cli/mcp/main.ts',
  'library/hypersched': 'library/open-system.ts',
  'server/main': 'server/main-node.ts',
} as const;

/**
 * The SDK of the Model Context Protocol brings a validator of JSON Schema for what clients answer
 * to questions. No tool asks one, and it is half of the SDK.
 */
const withoutValidator: Plugin = {
  name: 'without-validator',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\/validation\/ajv-provider\.js$/ }, () => ({
      path: 'none',
      namespace: 'without-validator',
    }));
    onLoad({ filter: /.*/, namespace: 'without-validator' }, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
    }));
  },
};

export const nodeProgramsOptions: BuildOptions = {
  entryPoints: nodePrograms,
  chunkNames: 'shared/[name]-[hash]',
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.18',
  banner: { js: requireForModules },
  plugins: [withoutValidator],
};

export const bundles: readonly Bundle[] = [
  { entry: 'client/extension.ts', out: 'dist/client/extension.cjs', options: inVscode },
  {
    entry: 'client/extension-web.ts',
    out: 'dist/client/extension-web.js',
    options: { ...inBrowser, format: 'cjs', external: ['vscode'] },
  },
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
