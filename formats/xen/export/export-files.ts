import { isSealed, seal } from '../../sealed.ts';
import { domainConfig, type OwnPart } from './domain-config.ts';
import { filesOf, loaderSource, scriptFile, takedownFile } from './files.ts';
import { loaderText } from './loader.ts';
import { guestsOf, type XenPlan } from './plan.ts';
import { poolConfig } from './pool-config.ts';
import { deployScript } from './script/deploy-script.ts';
import { takedownScript } from './script/takedown-script.ts';

/** A file of an export, beside what stands in its place. */
export interface ExportedFile {
  readonly name: string;
  /** The present text; `null` if there is no such file. */
  readonly before: string | null;
  /** The text to write; `null` if someone changed a part that an export writes. */
  readonly text: string | null;
  readonly executable: boolean;
}

/**
 * The files of an export. `read` gives the present text of a file of the folder, whose own part is
 * kept, or `null`.
 */
export async function exportFiles(
  plan: XenPlan,
  own: OwnPart,
  read: (name: string) => Promise<string | null>,
): Promise<readonly ExportedFile[]> {
  const names = filesOf(plan);
  const files: ExportedFile[] = [];
  const whole = async (name: string, text: string, executable: boolean): Promise<void> => {
    const before = await read(name);
    const free = before === null || isSealed(before);
    files.push({ name, before, text: free ? text : null, executable });
  };
  for (const pool of plan.pools) {
    if (!pool.first) await whole(names.pool(pool.name), poolConfig(pool), false);
    for (const domain of guestsOf(pool)) {
      const name = names.domain(domain.name);
      const before = await read(name);
      const merged = domainConfig(domain, pool, before, own);
      const text = merged.kind === 'merged' ? merged.text : null;
      files.push({ name, before, text, executable: false });
    }
  }
  if (plan.pools.some(({ frame }) => frame !== null))
    await whole(loaderSource, seal(loaderText, '//'), false);
  await whole(scriptFile, deployScript(plan, names), true);
  await whole(takedownFile, takedownScript(), true);
  return files;
}
