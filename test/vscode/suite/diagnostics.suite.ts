import { strict as assert } from 'node:assert';
import { commands, type Diagnostic, DiagnosticSeverity, languages } from 'vscode';
import type { FileResult } from '../../../server/protocol.ts';
import { closeAll, diagnosticsOf, open, replace, untitled } from './workspace.ts';

const errors = (found: readonly Diagnostic[]) =>
  found.filter(({ severity }) => severity === DiagnosticSeverity.Error);

const codeOf = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code);

/** The diagnostics at the VCPU, not those at the scenario's lines that fail for the same reason. */
const aboutActuate = (found: readonly Diagnostic[]) =>
  errors(found).find(
    (finding) => codeOf(finding) === 'guest-unschedulable' && finding.message.startsWith('actuate'),
  );

describe('the diagnostics', () => {
  afterEach(closeAll);

  it('say at guest1.v0 that actuate can miss, in numbers', async () => {
    const document = await open('paper-testbed.hsched');
    const found = await diagnosticsOf(
      document,
      'the error about actuate',
      (all) => aboutActuate(all) !== undefined,
    );
    const finding = aboutActuate(found);
    assert.ok(finding);
    assert.match(
      document.lineAt(finding.range.start.line).text,
      /vcpu v0 {2}period 5ms {2}budget 2\.3ms/,
    );
    for (const number of ['15 ms', '0.85 ms', '4.6 ms', '5.05 ms', '2.513 ms']) {
      assert.ok(finding.message.includes(number), `${number} in: ${finding.message}`);
    }
    assert.equal(finding.source, 'hypersched');
    assert.ok((finding.relatedInformation?.length ?? 0) > 0, 'related places are named');
  });

  it('go when the budget suffices, and come back with it', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(
      document,
      'the error about actuate',
      (all) => aboutActuate(all) !== undefined,
    );
    await replace(document, '2.3ms', '2.513ms');
    await diagnosticsOf(
      document,
      'no error about actuate',
      (all) => aboutActuate(all) === undefined,
    );
    await replace(document, '2.513ms', '2.3ms');
    await diagnosticsOf(
      document,
      'the error about actuate, again',
      (all) => aboutActuate(all) !== undefined,
    );
  });

  it('stay for all the rest while a task is half typed', async () => {
    const document = await open('paper-testbed.hsched');
    await diagnosticsOf(
      document,
      'the error about actuate',
      (all) => aboutActuate(all) !== undefined,
    );
    await replace(document, '  task encode', '  task half period\n  task encode');
    const found = await diagnosticsOf(
      document,
      'errors about the half task and about actuate',
      (all) => {
        const half = errors(all).some(({ range }) =>
          /task half|task encode/.test(document.lineAt(range.start.line).text),
        );
        return half && aboutActuate(all) !== undefined;
      },
    );
    assert.ok(found.length >= 2);
  });

  it('are given for a document that was never saved', async () => {
    const document = await untitled(
      'machine m { cores 1 }\ndomain d on nowhere { task t period 10ms wcet 1ms }\n',
    );
    const found = await diagnosticsOf(
      document,
      'the unknown machine',
      (all) => errors(all).length > 0,
    );
    assert.match(errors(found)[0]?.message ?? '', /nowhere/);
  });

  it('are not given for an example without a mistake', async () => {
    const document = await open('avionics.hsched');
    const results = await commands.executeCommand<readonly FileResult[]>('hypersched.check');
    assert.equal(results[0]?.verdict, 'schedulable');
    assert.deepEqual(errors(languages.getDiagnostics(document.uri)), []);
  });
});
