import { readFileSync } from 'node:fs';
import { EmptyFileSystem } from 'langium';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';

/** The model of a file, whose path is relative to this folder. */
export async function workload(path: string): Promise<SystemModel> {
  return (await lowering(path))();
}

/** Lowers a file that is loaded, each time anew. */
export async function lowering(path: string): Promise<() => SystemModel> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const file = new URL(path, import.meta.url);
  const document = await loadText(shared, readFileSync(file, 'utf8'));
  return () => lower(document, Hypersched).model;
}
