import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HoverRequest } from 'vscode-languageserver-protocol';
import { checkFile } from '../../cli/check/check-file.ts';
import { checkedFilesText } from '../../cli/check/text.ts';
import { translations } from '../../cli/locale.ts';
import { plain } from '../../cli/terminal.ts';
import { speak } from '../../messages/locale.ts';
import { silent } from '../cli/silent-terminal.ts';
import { startInProcess } from '../server/in-process.ts';

const made = {
  'not schedulable': 'nicht planbar',
  'machine {name}': 'Maschine {name}',
  '{machine}: {reason}.': 'An {machine}: {reason}.',
  'core {core} is owed {demand} by its VCPUs within {time}':
    'Kern {core} schuldet in {time} {demand}',
};
const text = `machine m { servers periodic }
domain a on m { vcpu v0 period 10ms budget 6ms core 0 }
domain b on m { vcpu v0 period 10ms budget 5ms core 0 }
`;

afterEach(() => speak({}));

describe('the language of the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersched-l10n-'));
  writeFileSync(join(folder, 'bundle.l10n.de.json'), JSON.stringify(made));

  it.each<[Parameters<typeof translations>[0], boolean]>([
    [{ LANG: 'de_AT.UTF-8' }, true],
    [{ LANG: 'de' }, true],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'de_DE' }, true],
    [{ LANG: 'de_DE', LC_ALL: 'C' }, false],
    [{ LANG: 'ko_KR.UTF-8' }, false],
    [{ LANG: '../de' }, false],
    [{}, false],
  ])('%o has a file: %s', (environment, there) => {
    expect(translations(environment, folder)).toEqual(there ? made : null);
  });

  it('is what the command speaks', async () => {
    const path = join(folder, 'a.hsched');
    writeFileSync(path, text);
    speak(made);
    const report = checkedFilesText([await checkFile(path, silent)], plain);
    expect(report).toContain('An m: Kern 0 schuldet in 10 ms 11 ms.');
    expect(report).toContain('nicht planbar');
  });
});

it('the language of the client reaches diagnostics and hovers', async () => {
  const { client } = await startInProcess({ translations: made });
  try {
    const uri = 'untitled:spoken.hsched';
    await client.open(uri, text);
    await client.check(uri);
    const said = client.diagnostics(uri).map(({ message }) => message);
    expect(said).toContain('An m: Kern 0 schuldet in 10 ms 11 ms.');
    const position = { line: 0, character: 8 };
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position,
    });
    expect(JSON.stringify(hover?.contents)).toContain('**Maschine `m`**');
  } finally {
    client.dispose();
  }
});
