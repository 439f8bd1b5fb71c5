import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { modules, type Packages } from './packages.ts';
import { part } from './part.ts';
import { run } from './tools.ts';

const init = join(import.meta.dirname, 'dom0', 'init');

/** Programs of Xen that live in a folder of theirs. */
const tools = [
  ...['xl', 'xenstored', 'xenconsoled', 'xenconsole', 'xentrace', 'xentop', 'xen-init-dom0'],
  'libxl-save-helper',
];
/** Programs for the scheduling of Dom0's own threads, as of any Linux guest. */
const linuxTools = ['chrt', 'taskset', 'rt-app', 'cyclictest'];
const toolFolder = 'usr/lib/xen-4.17/bin';
const libraries = 'usr/lib/x86_64-linux-gnu';

export interface Dom0 {
  readonly kernel: string;
  readonly initramfs: string;
}

/** Dom0: Debian's kernel, and a file system in memory with busybox and Xen's tools. */
export function dom0({ root, kernel }: Packages): Dom0 {
  const inputs = [root, readFileSync(init, 'utf8'), ...modules, ...tools, ...linuxTools];
  const folder = part('dom0', inputs, (made) => {
    const image = join(made, 'image');
    lay(image, root, kernel);
    pack(image, join(made, 'initramfs'));
    decompress(join(kernel, 'vmlinuz'), join(made, 'vmlinux'));
    rmSync(image, { recursive: true });
  });
  return { kernel: join(folder, 'vmlinux'), initramfs: join(folder, 'initramfs') };
}

function lay(image: string, root: string, kernel: string): void {
  const folders = [
    ...['bin', 'sbin', 'dev', 'proc', 'sys', 'tmp', 'run', 'host', 'etc/xen', 'lib/modules'],
    ...['lib64', libraries, toolFolder, 'var/lib/xen', 'var/log/xen/console'],
  ];
  for (const each of folders) mkdirSync(join(image, each), { recursive: true });
  symlinkSync('/run', join(image, 'var/run'));
  symlinkSync(`../${libraries}`, join(image, 'lib/x86_64-linux-gnu'));
  copyFileSync(init, join(image, 'init'));
  chmodSync(join(image, 'init'), 0o755);
  copyFileSync(join(root, 'bin/busybox'), join(image, 'bin/busybox'));
  copyFileSync(join(root, 'etc/xen/xl.conf'), join(image, 'etc/xen/xl.conf'));
  for (const tool of tools) {
    copyFileSync(join(root, toolFolder, tool), join(image, toolFolder, tool));
    symlinkSync(`/${toolFolder}/${tool}`, join(image, 'bin', tool));
  }
  copyFileSync(join(root, 'usr/bin/xenstore'), join(image, 'bin/xenstore'));
  for (const verb of ['ls', 'read', 'write', 'list', 'rm'])
    symlinkSync('xenstore', join(image, 'bin', `xenstore-${verb}`));
  for (const tool of linuxTools)
    copyFileSync(join(root, 'usr/bin', tool), join(image, 'bin', tool));
  copyLibraries(image, root, [
    ...tools.map((tool) => join(toolFolder, tool)),
    ...['xenstore', ...linuxTools].map((tool) => join('bin', tool)),
  ]);
  const names = modules.map((module) => `${basename(module)}.ko`);
  for (const name of names)
    copyFileSync(join(kernel, 'modules', name), join(image, 'lib/modules', name));
  writeFileSync(join(image, 'lib/modules/order'), `${names.join('\n')}\n`);
}

/** Copies the libraries that programs need, and those that these need. */
function copyLibraries(image: string, root: string, programs: readonly string[]): void {
  copyFileSync(
    join(root, 'lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'),
    join(image, 'lib64/ld-linux-x86-64.so.2'),
  );
  // `xl` ends threads with it, and finds it only then.
  const wanted = ['libgcc_s.so.1', ...programs.flatMap((program) => needed(join(image, program)))];
  const copied = new Set<string>();
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (copied.has(name) || name.startsWith('ld-linux')) continue;
    copied.add(name);
    const found = [libraries, 'lib/x86_64-linux-gnu', 'usr/lib/xen-4.17/lib/x86_64-linux-gnu']
      .map((folder) => join(root, folder, name))
      .find((path) => existsSync(path));
    if (found === undefined) throw new Error(`No package of the lab has the library ${name}`);
    copyFileSync(found, join(image, libraries, name));
    wanted.push(...needed(found));
  }
}

/** The names of the libraries that a program or library asks for itself. */
function needed(path: string): readonly string[] {
  return [...run('objdump', ['-p', path]).matchAll(/NEEDED\s+(\S+)/g)].map(([, name = '']) => name);
}

/** Packs a folder as the kernel unpacks it into memory. */
function pack(folder: string, file: string): void {
  const names = run('find', ['.'], folder);
  const output = openSync(file, 'w');
  const { status, stderr } = spawnSync('cpio', ['-o', '-H', 'newc', '--quiet'], {
    cwd: folder,
    input: names,
    stdio: ['pipe', output, 'pipe'],
  });
  if (status !== 0) throw new Error(`cpio failed:\n${stderr}`);
}

/**
 * Takes the kernel out of its compressed image, as Documentation/arch/x86/boot.rst lays it out:
 * decompressing it in an emulated computer would take longer than all else of its boot.
 */
function decompress(image: string, kernel: string): void {
  const bytes = readFileSync(image);
  const sectors = bytes.readUInt8(0x1f1) || 4;
  const start = (sectors + 1) * 512 + bytes.readUInt32LE(0x248);
  const output = openSync(kernel, 'w');
  const { status, stderr } = spawnSync('xz', ['-dc', '--single-stream'], {
    input: bytes.subarray(start, start + bytes.readUInt32LE(0x24c)),
    stdio: ['pipe', output, 'pipe'],
  });
  if (status !== 0) throw new Error(`xz failed:\n${stderr}`);
}
