import { globSync, renameSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/bundles.ts';
import { freshNodePrograms, nodeProgram } from '../../scripts/node-programs.ts';

/**
 * The server's bundle as in the package, beside that of its worker. It is built again if a source
 * is newer.
 */
export async function serverBundle(): Promise<string> {
  await Promise.all([freshNodePrograms(), workerBundle()]);
  return resolve(nodeProgram('server/main'));
}

/** The bundle of the server's worker as in the package, built again if a source is newer. */
export async function workerBundle(): Promise<string> {
  const bundle = bundles.find(({ entry }) => entry === 'server/worker/main.ts');
  if (bundle === undefined) throw new Error('the worker has no bundle');
  if (isStale(bundle.out)) {
    // The rename is atomic, for other tests may be starting the bundle.
    const made = `${bundle.out}.${process.pid}`;
    await build({ ...bundle.options, entryPoints: [bundle.entry], outfile: made, bundle: true });
    renameSync(made, bundle.out);
  }
  return resolve(bundle.out);
}

function isStale(out: string): boolean {
  const built = statSync(out, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync('{server,language,scheduling,formats,messages}/**/*.ts');
  return sources.some((source) => statSync(source).mtimeMs > built);
}
