import { FileType, Uri, workspace } from 'vscode';
import { readXen, type XenText } from '../../formats/xen/read.ts';

/** Saved outputs of `xl` beside a trace: how many are read, and how large one may be in bytes. */
const mostFiles = 40;
const largestFile = 200_000;

/** The facts about the host of a trace that files beside it tell. */
export interface BesideTrace {
  /** In kHz; `null` if no output of `xl info` is there. */
  readonly clock: number | null;
  /** The names of domains by their numbers. */
  readonly domains: readonly (readonly [number: number, name: string])[];
}

/** Reads the saved outputs of `xl` in the folder of a trace: `xl info`, `xl list` and the like. */
export async function besideTrace(trace: Uri): Promise<BesideTrace> {
  const folder = Uri.joinPath(trace, '..');
  const entries = await workspace.fs.readDirectory(folder);
  const names = entries
    .filter(([name, type]) => type === FileType.File && /\.(?:txt|log|out)$/.test(name))
    .map(([name]) => name)
    .toSorted()
    .slice(0, mostFiles);
  const texts: XenText[] = [];
  for (const name of names) {
    const uri = Uri.joinPath(folder, name);
    const { size } = await workspace.fs.stat(uri);
    if (size > largestFile) continue;
    texts.push({ file: name, text: new TextDecoder().decode(await workspace.fs.readFile(uri)) });
  }
  const { clock, domains } = readXen(texts);
  return {
    clock,
    domains: [...domains].flatMap(([name, { id }]) => (id === null ? [] : [[id, name] as const])),
  };
}
