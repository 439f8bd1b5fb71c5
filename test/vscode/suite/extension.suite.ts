import { strict as assert } from 'node:assert';
import { commands, extensions } from 'vscode';
import type { FileResult } from '../../../server/protocol.ts';
import { closeAll, diagnosticsOf, open } from './workspace.ts';

describe('the extension', () => {
  afterEach(closeAll);

  it('is active once a .hsched file is open', async () => {
    const document = await open('paper-testbed.hsched');
    assert.equal(document.languageId, 'hypersched');
    const extension = extensions.getExtension('hypersched.hypersched');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('brings every command that it declares', async () => {
    const extension = extensions.getExtension('hypersched.hypersched');
    assert.ok(extension);
    await extension.activate();
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    const known = new Set(await commands.getCommands(true));
    assert.ok(declared.length >= 2);
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('says the verdict of the active file when asked to check', async () => {
    const document = await open('paper-testbed.hsched');
    const results = await commands.executeCommand<readonly FileResult[]>('hypersched.check');
    assert.deepEqual(
      results.map(({ verdict }) => verdict),
      ['unschedulable'],
    );
    assert.equal(results[0]?.uri.endsWith('/paper-testbed.hsched'), true, document.uri.toString());
    assert.equal((results[0]?.counts.errors ?? 0) > 0, true);
  });

  it('finds everything again after a restart of the language server', async () => {
    const document = await open('paper-testbed.hsched');
    const hasErrors = (found: readonly unknown[]) => found.length > 0;
    await diagnosticsOf(document, 'diagnostics before the restart', hasErrors);
    await commands.executeCommand('hypersched.restart');
    await diagnosticsOf(document, 'diagnostics after the restart', hasErrors);
    const results = await commands.executeCommand<readonly FileResult[]>('hypersched.check');
    assert.equal(results[0]?.verdict, 'unschedulable');
  });
});
