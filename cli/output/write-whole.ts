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
 * Writes a file whole or not at all: into a new file beside it, which takes its place when it is on
 * the disk. Permissions stay, and where `path` is a link, what it leads to is written. What is no
 * regular file (a pipe, `/dev/null`) is written to as it is. Answers what went wrong in a sentence,
 * else `null`.
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
  // To replace a file needs no permission to write it; whoever forbade that is heeded.
  if (before !== undefined) await access(target, constants.W_OK);
  const beside = join(dirname(target), `.hypersched-${process.pid}-${randomUUID()}.tmp`);
  const release = removedWhenStopped(beside);
  try {
    const file = await open(beside, 'wx');
    try {
      await writeAll(file, pieces);
      if (before !== undefined) await keepOwner(file, before);
      // A disk may find out only now that it is full.
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

/** Until it is released, whoever stops the command leaves no file half written behind. */
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
