import { build } from 'esbuild';

let instances = 0;

/**
 * A module as the package has it: bundled and minified. Node's own loader looks up each imported constant anew, a bundle does not. Each call
 * answers with an instance of its own, as a process has it: what was measured before has not shaped its compiled code.
 */
export async function asShipped<Module>(entry: string): Promise<Module> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    write: false,
  });
  const code = Buffer.from(`${outputFiles[0]?.text}//${instances++}`).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
