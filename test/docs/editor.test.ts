import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyBindings } from '../../client/timeline/controls/keys.ts';
import { manifest } from '../support/manifest.ts';

const page = readFileSync('docs/editor.md', 'utf8');
const { contributes } = manifest();

/** Commands outside the palette need no page, for only menus offer them. */
const hidden = contributes.menus.commandPalette
  .filter(({ when }: { when: string }) => when === 'false')
  .map(({ command }: { command: string }) => command);

const commands: string[] = contributes.commands
  .filter(({ command }: { command: string }) => !hidden.includes(command))
  .map(({ title }: { title: string }) => title);

/** The keys in the form of the page's table. */
const keys = keyBindings.map(({ keys: [key = ''] }) => {
  if (key === 'N') return 'Shift+N';
  return key.startsWith('Arrow') ? 'arrows' : key.length === 1 ? key.toUpperCase() : key;
});

describe('the page on the editor', () => {
  it.each(Object.keys(contributes.configuration.properties))('names the setting %s', (setting) =>
    expect(page).toContain(`\`${setting}\``),
  );

  it.each(commands)('names the command %s', (title) =>
    expect(page).toMatch(new RegExp(`\\*(?:Hypersched: )?${title}\\*`)),
  );

  it.each([...new Set(keys)])('names the key %s', (key) => {
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    const named = rows.flatMap((row) => row.split('|')[1]?.trim().split(/, | /) ?? []);
    expect(named).toContain(key);
  });
});
