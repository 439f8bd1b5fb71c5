import { strict as assert } from 'node:assert';
import { commands, Uri, window, workspace } from 'vscode';
import { closeAll, diagnosticsOf, eventually, untitled } from './workspace.ts';

/** A file beside those that are open. */
async function saved(name: string, text: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const uri = Uri.joinPath(folder.uri, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

const reservations = `$ xl sched-rtds -v all
Cpupool Pool-0: sched=RTDS
Name                                ID VCPU    Period    Budget  Extratime
Domain-0                             0    0     10000      5000        yes
`;

describe('importing', () => {
  afterEach(closeAll);

  it('opens a Xen host as a new file', async () => {
    const file = await saved('rtds.txt', reservations);
    try {
      await commands.executeCommand('hypersched.import', 'xen', [file]);
      const text = window.activeTextEditor?.document;
      assert.equal(text?.languageId, 'hypersched');
      assert.equal(text?.isUntitled, true);
      assert.match(text?.getText() ?? '', /domain "Domain-0" on "xen"/);
      assert.match(text?.getText() ?? '', /period 10ms {2}budget 5ms/);
    } finally {
      await workspace.fs.delete(file);
    }
  });

  it('writes measured switches into the open file, whose machine charges them', async () => {
    const stamps = await saved(
      'stamps.txt',
      'Dom0 1000\nGuest1 85472\nGuest1 90000\nDom0 214451\n',
    );
    try {
      const document = await untitled('machine board {\n  clock 2.66 GHz\n}\n');
      const imported = commands.executeCommand('hypersched.import', 'tsc', [stamps]);
      await eventually('the clock of the machine is accepted', async () => {
        await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return document.getText().includes('124451 cycles') ? true : undefined;
      });
      await imported;
      assert.match(document.getText(), /^ {2}overheads measured$/m);
      assert.match(document.getText(), /dom0 -> guest {2}84472 cycles {2}\/\/ mean .* = 31\.76 us/);
      await diagnosticsOf(document, 'no error', (all) => all.every(({ severity }) => severity > 0));
    } finally {
      await workspace.fs.delete(stamps);
    }
  });
});
