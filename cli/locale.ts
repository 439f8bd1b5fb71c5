import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Translations } from '../messages/locale.ts';

interface Environment {
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
}

/**
 * The translated sentences for the environment's language (`LC_ALL`, `LC_MESSAGES`, `LANG`, in that
 * order), from `bundle.l10n.<language>.json` in `folder`; `null` for English, or without such a
 * file.
 */
export function translations(environment: Environment, folder: string): Translations | null {
  const asked = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  for (const language of languages(asked)) {
    const found = bundle(join(folder, `bundle.l10n.${language}.json`));
    if (found !== null) return found;
  }
  return null;
}

/** The names of bundles for a locale: `ko_KR.UTF-8` gives `ko-kr`, then `ko`. */
function languages(asked: string): readonly string[] {
  const [, language, region] = /^([a-z]{2,3})(?:[_-]([A-Za-z]{2,4}))?(?:[.@]|$)/.exec(asked) ?? [];
  if (language === undefined || language === 'en') return [];
  return region === undefined ? [language] : [`${language}-${region.toLowerCase()}`, language];
}

function bundle(path: string): Translations | null {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof read !== 'object' || read === null) return null;
    const entries = Object.entries(read).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return Object.fromEntries(entries);
  } catch {
    return null;
  }
}
