import { readFileSync } from 'node:fs';

/** The extension's manifest as the editor reads it, in English. */
export function manifest(): ReturnType<typeof JSON.parse> {
  const texts: Readonly<Record<string, string>> = JSON.parse(
    readFileSync('package.nls.json', 'utf8'),
  );
  return JSON.parse(readFileSync('package.json', 'utf8'), (_, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/^%(.+)%$/, (key, name) => texts[name] ?? key)
      : value,
  );
}
