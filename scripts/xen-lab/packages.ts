import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive, release } from './debian-archive.ts';
import { part } from './part.ts';
import { run } from './tools.ts';

/** Kernel modules of Dom0 in the order of loading: the folder of the host, and Xen's devices. */
export const modules = [
  'drivers/virtio/virtio_ring',
  'drivers/virtio/virtio',
  'drivers/virtio/virtio_pci_modern_dev',
  'drivers/virtio/virtio_pci_legacy_dev',
  'drivers/virtio/virtio_pci',
  'fs/netfs/netfs',
  'fs/fscache/fscache',
  'net/9p/9pnet',
  'net/9p/9pnet_virtio',
  'fs/9p/9p',
  'drivers/xen/xen-privcmd',
  'drivers/xen/xen-evtchn',
  'drivers/xen/xen-gntdev',
  'drivers/xen/xen-gntalloc',
  'drivers/xen/xenfs/xenfs',
];

/** Packages that Dom0 is made of; their libraries are found by the programs that load them. */
const dom0 = [
  'busybox-static',
  ...['xen-utils-4.17', 'xen-utils-common', 'xenstore-utils'],
  ...['libxenstore4', 'libxencall1', 'libxenevtchn1', 'libxenforeignmemory1', 'libxengnttab1'],
  ...['libxenmisc4.17', 'libxentoollog1', 'libxentoolcore1', 'libxendevicemodel1', 'libxenhypfs1'],
  ...['libyajl2', 'libncurses6', 'libtinfo6', 'libuuid1', 'zlib1g', 'libbz2-1.0', 'liblzma5'],
  ...['libzstd1', 'liblzo2-2', 'libfdt1', 'libnl-3-200', 'libnl-route-3-200', 'libgcc-s1', 'libc6'],
];

/** Packages of the programs that set, load and measure the scheduling of a Linux guest. */
const linuxGuest = ['util-linux', 'rt-app', 'rt-tests', 'libjson-c5', 'libnuma1'];

/** Packages that programs are compiled with. */
const headers = ['libxen-dev'];

/** Xen as Debian compiles it. */
const hypervisors = ['xen-hypervisor-4.17-amd64'];

export interface Packages {
  /** A file system with the programs and libraries of Dom0. */
  readonly root: string;
  /** A file system with the headers of Xen and what its programs are linked with. */
  readonly headers: string;
  /** The kernel and its modules, as Debian places them. */
  readonly kernel: string;
  /** Xen as Debian compiles it, compressed. */
  readonly hypervisor: string;
  /** The archive of Xen's source. */
  readonly source: string;
}

/** All that the lab takes from Debian, unpacked. Nothing of it is installed on this machine. */
export function packages(): Packages {
  const folder = part(
    'packages',
    [release, ...dom0, ...linuxGuest, ...headers, ...hypervisors, ...modules],
    make,
  );
  const source = join(folder, 'source');
  const archive = readdirSync(source).find((name) => /^xen_.*\.orig\.tar\.xz$/.test(name));
  if (archive === undefined) throw new Error(`${source} holds no source of Xen`);
  return {
    root: join(folder, 'root'),
    headers: join(folder, 'headers'),
    kernel: join(folder, 'kernel'),
    hypervisor: join(folder, 'hypervisor', 'boot', 'xen-4.17-amd64.gz'),
    source: join(source, archive),
  };
}

function make(folder: string): void {
  const state = mkdtempSync(join(folder, 'apt-'));
  const archive = openArchive(state);
  const kernel = archive
    .dependencies('linux-image-amd64')
    .find((name) => /^linux-image/.test(name));
  if (kernel === undefined) throw new Error('Debian has no linux-image-amd64');
  const wanted = {
    root: [...dom0, ...linuxGuest],
    headers,
    hypervisor: hypervisors,
    kernel: [kernel],
  };
  for (const [name, list] of Object.entries(wanted)) {
    const debs = join(state, name);
    mkdirSync(debs);
    archive.download(list, debs);
    mkdirSync(join(folder, name));
    for (const deb of readdirSync(debs)) unpack(join(debs, deb), join(folder, name));
  }
  mkdirSync(join(folder, 'source'));
  archive.downloadSource('xen', join(folder, 'source'));
  trimKernel(join(folder, 'kernel'));
  rmSync(state, { recursive: true });
}

function unpack(deb: string, folder: string): void {
  run('dpkg-deb', ['-x', deb, folder]);
}

/** Keeps the kernel and the few modules that Dom0 loads, a hundredth of the package. */
function trimKernel(folder: string): void {
  const versions = join(folder, 'lib', 'modules');
  const [version = ''] = readdirSync(versions);
  const kept = join(folder, 'modules');
  mkdirSync(kept);
  for (const module of modules) {
    const name = `${module.split('/').at(-1)}.ko`;
    renameSync(join(versions, version, 'kernel', `${module}.ko`), join(kept, name));
  }
  const [image = ''] = readdirSync(join(folder, 'boot')).filter((name) => /^vmlinuz/.test(name));
  renameSync(join(folder, 'boot', image), join(folder, 'vmlinuz'));
  for (const each of ['lib', 'boot', 'usr']) rmSync(join(folder, each), { recursive: true });
}
