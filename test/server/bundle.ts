import { existsSync, globSync, renameSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../../scripts/bundles.ts';

/**
 * The server's bundle as in the package, beside that of its worker. It is built again if a source
 * is newer.
 */
export async function serverBundle(): Promise<string> {
  const [server] = await Promise.all(['server/main-node.ts', 'server/worker/main.ts'].map(built));
  if (server === undefined) throw new Error('the server has no bundle');
  return resolve(server);
}

async function built(entry: string): Promise<string> {
  const bundle = bundles.find((each) => each.entry === entry);
  if (bundle === undefined) throw new Error(`no bundle begins at ${entry}`);
  if (isStale(bundle.out)) {
    // The rename is atomic, for other tests may be starting the bundle.
    const made = `${bundle.out}.${process.pid}`;
    await build({ ...bundle.options, entryPoints: [bundle.entry], outfile: made, bundle: true });
    renameSync(made, bundle.out);
  }
  return bundle.out;
}

function isStale(out: string): boolean {
  if (!existsSync(out)) return true;
  const built = statSync(out).mtimeMs;
  const sources = globSync('{server,language,scheduling,formats,messages}/**/*.ts');
  return sources.some((source) => statSync(source).mtimeMs > built);
}
