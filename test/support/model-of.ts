import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EmptyFileSystem } from 'langium';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';

/** The system of a text without imports. Errors in it are thrown. */
export async function modelOf(text: string): Promise<SystemModel> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, text);
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === 1);
  if (errors.length > 0)
    throw new Error(`${errors.map(({ message }) => message).join('\n')}\nin:\n${text}`);
  return lower(document, Hypersched).model;
}

/** The system of a file of the project, by its path from the project's root. */
export function modelOfFile(path: string): Promise<SystemModel> {
  return modelOf(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8'));
}
