import { strict as assert } from 'node:assert';
import {
  type CompletionList,
  commands,
  type DocumentSymbol,
  type Hover,
  type Location,
  type LocationLink,
  MarkdownString,
  type Position,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { closeAll, diagnosticsOf, eventually, open, placeAfter, untitled } from './workspace.ts';

/** Answers of the server about a position, asked as the editor asks. */
async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join('\n');
}

async function completions(document: TextDocument, position: Position): Promise<readonly string[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('while writing', () => {
  afterEach(closeAll);

  it('hovering a VCPU tells its verdict and its smallest budget', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(document, 'the analysis', (all) => all.length > 0);
    const text = await eventually('a hover with the smallest budget', async () => {
      const hover = await hoverText(
        document,
        placeAfter(document, 'vcpu v0  period 5ms'.slice(0, 6)),
      );
      return hover.includes('2.513') ? hover : undefined;
    });
    assert.match(text, /unschedulable|can miss/);
  });

  it('completion offers what may stand in a machine, and nothing twice', async () => {
    const document = await untitled('machine m {\n  cores 2\n  \n}\n');
    const offered = await eventually('completions', async () => {
      const labels = await completions(document, document.lineAt(2).range.end);
      return labels.includes('scheduler') ? labels : undefined;
    });
    assert.ok(offered.includes('resolution'));
    assert.ok(!offered.includes('cores'), `cores is written already: ${offered.join(', ')}`);
    assert.ok(!offered.includes('wcet'), `wcet belongs to a task: ${offered.join(', ')}`);
  });

  it('the outline names machines, domains, VCPUs and tasks', async () => {
    const document = await open('paper-testbed.hsched');
    const symbols = await eventually('symbols', async () => {
      const found = await commands.executeCommand<DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found !== undefined && found.length > 0 ? found : undefined;
    });
    const names = symbols.flatMap((symbol) => [symbol, ...symbol.children]).map(({ name }) => name);
    for (const name of ['testbed', 'control', 'guest1', 'v0', 'encode', 'evening']) {
      assert.ok(names.includes(name), `${name} in ${names.join(', ')}`);
    }
  });

  it('a definition is found through a dotted name', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(document, 'the analysis', (all) => all.length > 0);
    const found = await commands.executeCommand<(Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      placeAfter(document, 'to guest2.v'),
    );
    const [first] = found;
    assert.ok(first);
    const range = 'targetRange' in first ? first.targetRange : first.range;
    assert.match(document.lineAt(range.start.line).text, /vcpu v0 {2}period 8ms/);
  });

  it('renaming a task set renames where it is run', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(document, 'the analysis', (all) => all.length > 0);
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      placeAfter(document, 'taskset con'),
      'steering',
    );
    const lines = edit
      .get(document.uri)
      .map(({ range }) => document.lineAt(range.start.line).text.trim());
    assert.deepEqual(lines.sort(), ['run control on v0', 'taskset control {']);
  });
});
