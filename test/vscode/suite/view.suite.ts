import { strict as assert } from 'node:assert';
import { commands, Selection, type TabInputWebview, window } from 'vscode';
import type { SystemTree } from '../../../server/protocol.ts';
import { closeAll, diagnosticsOf, eventually, open } from './workspace.ts';

/** A row of the view, as its menus hand it to commands. */
const rowOfTask = (uri: string, range: Selection) => ({
  kind: 'element',
  id: 'row',
  uri,
  children: [],
  open: false,
  failing: 0,
  node: {
    element: { kind: 'task', domain: 'guest1', task: 'actuate' },
    name: 'actuate',
    state: 'unschedulable',
    detail: '',
    children: [],
    place: { uri, range: { start: range.start, end: range.end } },
  } satisfies SystemTree['nodes'][number],
});

describe('the Schedulability view', () => {
  afterEach(closeAll);

  it('can be opened by its command', async () => {
    await open('paper-testbed.hsched');
    await commands.executeCommand('hypersched.schedulability.focus');
  });

  it('leads from a row to its source, also where another file is in front', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(document, 'the analysis', (all) => all.length > 0);
    const start = document.positionAt(document.getText().indexOf('actuate'));
    await open('avionics.hsched');
    await commands.executeCommand(
      'hypersched.goToSource',
      rowOfTask(document.uri.toString(), new Selection(start, start.translate(0, 7))),
    );
    assert.equal(window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    assert.equal(document.getText(window.activeTextEditor?.selection), 'actuate');
  });

  it('opens the timeline of the file that a row belongs to', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(document, 'the analysis', (all) => all.length > 0);
    await open('avionics.hsched');
    await commands.executeCommand(
      'hypersched.showWhy',
      rowOfTask(document.uri.toString(), new Selection(0, 0, 0, 0)),
    );
    const tab = await eventually('the tab of the timeline', () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label, input }) => isWebview(input) && label.includes('paper-testbed.hsched')),
    );
    await window.tabGroups.close(tab);
  });
});

describe('a first file', () => {
  afterEach(closeAll);

  it('can be an example, opened as a file that is not saved yet', async () => {
    await commands.executeCommand('hypersched.openExample', 'avionics.hsched');
    const document = window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.equal(document.languageId, 'hypersched');
    assert.match(document.getText(), /scheduler ARINC653/);
  });

  it('can be the snippet', async () => {
    await commands.executeCommand('hypersched.newFile');
    const text = await eventually('the text of the snippet', () => {
      const written = window.activeTextEditor?.document.getText() ?? '';
      return written.includes('scenario boot on board') ? written : undefined;
    });
    assert.match(text, /^machine board \{/);
  });
});

function isWebview(input: unknown): input is TabInputWebview {
  return typeof input === 'object' && input !== null && 'viewType' in input;
}
