import { type BuildOptions, build } from 'esbuild';

/** A program as the package ships it: bundled and minified. */
export async function bundled(entry: string, target: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'dist',
    ...target,
  });
  return outputFiles?.[0]?.text ?? '';
}

export const inBrowser: BuildOptions = { format: 'iife', platform: 'browser', target: 'es2022' };
export const inNode: BuildOptions = { format: 'cjs', platform: 'node', target: 'node22' };
