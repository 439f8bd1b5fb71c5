import { randomUUID } from 'node:crypto';
import { constants, rmSync, type Stats } from 'node:fs';
import { access, type FileHandle, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cannotBeWritten } from '../../messages/command/files.ts';
import { exitCode } from '../exit-code.ts';
import { meantFile } from './meant-file.ts';
import { fileProblemOf } from './system-error.ts';

type Piece = string | Uint8Array;

/**
 * Writes a file completely or not at all: a new file beside it takes its place once it is on the
 * disk. Permissions stay, and if `path` is a link, its target is written. A special file (a pipe,
 * `/dev/null`) is written to directly. The result is the fault as a sentence, or `null`.
 */
export async function writeWhole(path: string, pieces: Iterable<Piece>): Promise<string | null> {
  try {
    const target = await meantFile(path);
    const before = await stat(target).catch(() => undefined);
    if (before !== undefined && !before.isFile()) await writeInto(target, pieces);
    else await replace(target, before, pieces);
    return null;
  } catch (error) {
    return cannotBeWritten(path, fileProblemOf(error));
  }
}

async function replace(
  target: string,
  before: Stats | undefined,
  pieces: Iterable<Piece>,
): Promise<void> {
  // A file can be replaced without a permission to write it, but a missing permission is respected.
  if (before !== undefined) await access(target, constants.W_OK);
  const beside = join(dirname(target), `.hypersched-${process.pid}-${randomUUID()}.tmp`);
  const release = removedWhenStopped(beside);
  try {
    const file = await open(beside, 'wx');
    try {
      await writeAll(file, pieces);
      if (before !== undefined) await keepOwner(file, before);
      // A full disk may show itself only now.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  } finally {
    release();
  }
}

async function writeInto(target: string, pieces: Iterable<Piece>): Promise<void> {
  const file = await open(target, 'w');
  try {
    await writeAll(file, pieces);
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, pieces: Iterable<Piece>): Promise<void> {
  for (const piece of pieces) await file.writeFile(piece);
}

async function keepOwner(file: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  // Only root may give a file away; for others it stays theirs.
  await file.chown(uid, gid).catch(() => {});
  await file.chmod(mode);
}

const signals = { SIGINT: exitCode.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** Removes the half-written file if the command is stopped before the release. */
function removedWhenStopped(path: string): () => void {
  const stop = (signal: keyof typeof signals): void => {
    rmSync(path, { force: true });
    process.exit(signals[signal]);
  };
  const names = Object.keys(signals) as (keyof typeof signals)[];
  for (const signal of names) process.on(signal, stop);
  return () => {
    for (const signal of names) process.off(signal, stop);
  };
}
