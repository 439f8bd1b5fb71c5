// Runs the built command again and again in one process, for a process costs more than most of the
// commands. Each run has arguments, a folder, standard input and streams of its own, as `main.ts`
// finds them in a process.
import { resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const home = process.cwd();
const program = process.argv[0];
const script = resolve(process.argv[2]);
let count = 0;

process.on('message', async ({ args, cwd, input }) => {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    const write = (text, _, done) => {
      written[name] += text;
      done();
    };
    replace(name, new Writable({ decodeStrings: false, write }));
  }
  replace('stdin', Readable.from([Buffer.from(input ?? '')]));
  process.argv = [program, script, ...args];
  process.chdir(cwd ?? home);
  process.exitCode = undefined;
  // A module of another address is evaluated anew.
  await import(`${pathToFileURL(script)}?${count++}`);
  process.send({ code: process.exitCode ?? 0, out: written.stdout, err: written.stderr });
});

process.on('disconnect', () => process.exit(0));

function replace(name, value) {
  Object.defineProperty(process, name, { value, configurable: true });
}
