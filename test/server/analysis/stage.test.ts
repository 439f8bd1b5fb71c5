import { PassThrough } from 'node:stream';
import { type AstNode, interruptAndCheck, OperationCancelled, URI } from 'langium';
import { describe, expect, it } from 'vitest';
import {
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { CancellationToken, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { AnalyzedSystem } from '../../../server/analysis/analyzed-system.ts';
import { createAnalyzer } from '../../../server/analysis/analyzing.ts';
import { DiagnosticsBoard } from '../../../server/analysis/diagnostics-board.ts';
import { diagnosticsByDocument } from '../../../server/analysis/diagnostics-by-document.ts';
import { AnalysisStage, type BegunAnalysis } from '../../../server/analysis/stage.ts';
import type { System } from '../../../server/analysis/systems.ts';
import { createServerServices } from '../../../server/services.ts';
import { promised } from '../../support/promised.ts';
import { unhurried } from '../in-process.ts';
import { MemoryFiles } from '../memory-files.ts';

/** A machine with one domain whose task misses: its budget serves less than half of the demand. */
const missing =
  'machine m {}\ndomain d on m { vcpu v period 10ms budget 1ms task t period 50ms wcet 10ms }\n';
const fitting = missing.replace('budget 1ms', 'budget 6ms');

/** A stage whose analyses go on for as long as they are held, and its actions as lines. */
async function stageOf(work: { held?: boolean; fail?: boolean } = {}) {
  const files = new MemoryFiles();
  const connection = createConnection(
    new StreamMessageReader(new PassThrough()),
    new StreamMessageWriter(new PassThrough()),
  );
  const services = createServerServices(connection, files, unhurried);
  const shown = new Map<string, PublishDiagnosticsParams['diagnostics']>();
  const log: string[] = [];
  const complaints: string[] = [];
  const board = new DiagnosticsBoard(({ uri, diagnostics }) => {
    shown.set(uri, diagnostics);
  });
  const analyzer = createAnalyzer(services);
  new AnalysisStage(services, {
    board,
    begin(system: System, token: CancellationToken): BegunAnalysis {
      const { places, analyzed } = analyzer(system, token);
      return { places, analyzed: slowly(system.root.uri.path, analyzed, token) };
    },
    patience: () => 0,
    decide: (system) => Promise.resolve(system),
    diagnose: diagnosticsByDocument,
    versionOf: () => undefined,
    onRun: () => () => {},
    log: (message, error) => complaints.push(`${message}: ${error}`),
  });
  async function slowly(
    name: string,
    analyzed: BegunAnalysis['analyzed'],
    token: CancellationToken,
  ): Promise<AnalyzedSystem> {
    log.push(`begin ${name}`);
    let end = 'canceled';
    try {
      const found = await analyzed;
      while (work.held) {
        await new Promise((resolve) => setTimeout(resolve, 16));
        if (token.isCancellationRequested) throw OperationCancelled;
      }
      if (work.fail) throw new Error('divided by nothing');
      end = 'end';
      return found;
    } finally {
      log.push(`${end} ${name}`);
    }
  }
  const { WorkspaceManager, WorkspaceLock } = services.shared.workspace;
  await WorkspaceManager.initialized({});
  const update = (changed: readonly string[], deleted: readonly string[] = []) =>
    WorkspaceLock.write((token) =>
      services.builder.update(changed.map(uriOf), deleted.map(uriOf), token),
    );
  return {
    log,
    complaints,
    services,
    update,
    write(file: string, text: string) {
      files.texts.set(uriOf(file).toString(), text);
      return update([file]);
    },
    settled: () => services.results.settled(),
    shown: (file: string) => shown.get(uriOf(file).toString()) ?? [],
    codes: (file: string) => (shown.get(uriOf(file).toString()) ?? []).map(({ code }) => code),
  };
}

/** Waits until so many analyses have begun. */
const begun = ({ log }: { readonly log: readonly string[] }, count: number) =>
  expect.poll(() => log.filter((line) => line.startsWith('begin')).length).toBe(count);

/** Has the check of each text wait until the result is called. */
function holdChecks({ services }: Awaited<ReturnType<typeof stageOf>>): () => void {
  const { promise: released, resolve } = promised<void>();
  services.language.validation.ValidationRegistry.register<{ File: AstNode }>({
    File: async (_file, _accept, token) => {
      const canceled = new Promise((cancel) => token.onCancellationRequested(cancel));
      await Promise.race([released, canceled]);
      await interruptAndCheck(token);
    },
  });
  return resolve;
}

const uriOf = (file: string) => URI.file(`/${file}.hsched`);

describe('the analysis after the text', () => {
  it('puts its findings beside the errors of the text', async () => {
    const stage = await stageOf();
    await stage.write('a', `${missing}domain e on nowhere {}\n`);
    await stage.settled();
    expect(stage.codes('a')).toEqual(
      expect.arrayContaining(['name/unknown', 'guest-unschedulable']),
    );
    await stage.write('a', `${fitting}domain e on nowhere {}\n`);
    await stage.settled();
    expect(stage.codes('a')).toContain('name/unknown');
    expect(stage.codes('a')).not.toContain('guest-unschedulable');
  });

  it('begins while the text is checked, and waits for its errors', async () => {
    const stage = await stageOf();
    const release = holdChecks(stage);
    const written = stage.write('a', `${missing}domain e on nowhere {}\n`);
    await expect.poll(() => stage.log.at(-1)).toBe('end /a.hsched');
    expect(stage.services.results.isBusy()).toBe(true);
    expect(stage.codes('a')).toEqual([]);
    release();
    await written;
    await stage.settled();
    expect(stage.codes('a')).toEqual(
      expect.arrayContaining(['name/unknown', 'guest-unschedulable']),
    );
  });

  it('fails after the text is checked, if it fails before', async () => {
    const stage = await stageOf({ fail: true });
    const release = holdChecks(stage);
    const written = stage.write('a', `${missing}domain e on nowhere {}\n`);
    await begun(stage, 1);
    await expect.poll(() => stage.log.at(-1)).not.toBe('begin /a.hsched');
    expect(stage.complaints).toEqual([]);
    release();
    await written;
    await stage.settled();
    expect(stage.codes('a').toSorted()).toEqual(['internal-error', 'name/unknown']);
  });

  it('is given up with a build that is canceled', async () => {
    const stage = await stageOf();
    holdChecks(stage);
    stage.write('a', missing).catch(() => {});
    await begun(stage, 1);
    // The lock cancels what runs; here nothing is built after it.
    await stage.services.shared.workspace.WorkspaceLock.write(() => {});
    await stage.settled();
    expect(stage.codes('a')).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });

  it('is canceled by a change, and analyzes what is written then', async () => {
    const work = { held: true };
    const stage = await stageOf(work);
    await stage.write('a', missing);
    await begun(stage, 1);
    await stage.write('a', fitting);
    await begun(stage, 2);
    work.held = false;
    await stage.settled();
    expect(stage.log.toSorted()).toEqual([
      'begin /a.hsched',
      'begin /a.hsched',
      'canceled /a.hsched',
      'end /a.hsched',
    ]);
    expect(stage.log.at(-1)).toBe('end /a.hsched');
    expect(stage.codes('a')).not.toContain('guest-unschedulable');
  });

  it('takes up what was canceled by a build that had nothing to do', async () => {
    const work = { held: true };
    const stage = await stageOf(work);
    await stage.write('a', missing);
    await begun(stage, 1);
    await stage.update([]);
    await begun(stage, 2);
    work.held = false;
    await stage.settled();
    expect(stage.codes('a')).toContain('guest-unschedulable');
  });

  it('shows the errors of the text while it is still at work, and what it found before where that is now', async () => {
    const work = { held: false };
    const stage = await stageOf(work);
    await stage.write('a', missing);
    await stage.settled();
    work.held = true;
    await stage.write('a', `// a line above\n${missing}domain e on nowhere {}\n`);
    await expect
      .poll(() => stage.codes('a'))
      .toEqual(expect.arrayContaining(['name/unknown', 'guest-unschedulable']));
    await begun(stage, 2);
    expect(stage.log.at(-1)).toBe('begin /a.hsched');
    expect(
      stage.shown('a').find(({ code }) => code === 'guest-unschedulable')?.range.start.line,
    ).toBe(2);
    work.held = false;
    await stage.settled();
  });

  it('analyzes only what a change has touched', async () => {
    const stage = await stageOf();
    await stage.write('board', 'machine m {}\n');
    await stage.write('a', `import "board.hsched"\n${missing.split('\n')[1]}\n`);
    await stage.write('b', fitting);
    await stage.settled();
    stage.log.length = 0;
    await stage.write('board', 'machine m { cores 2 }\n');
    await stage.settled();
    expect(stage.log).toEqual(['begin /a.hsched', 'end /a.hsched']);
  });

  it('takes away what it found in a file when the file that made it true is gone', async () => {
    const stage = await stageOf();
    await stage.write(
      'board',
      missing.replace('wcet 10ms', 'wcet 1ms').replace('budget 1ms', 'budget 9ms'),
    );
    await stage.settled();
    const alone = stage.codes('board');
    await stage.write(
      'more',
      'import "board.hsched"\ndomain e on m { vcpu v period 10ms budget 9ms task t period 10ms wcet 1ms }\n',
    );
    await stage.settled();
    expect(stage.codes('board').length + stage.codes('more').length).toBeGreaterThan(alone.length);
    await stage.update([], ['more']);
    await stage.settled();
    expect(stage.codes('more')).toEqual([]);
    expect(stage.codes('board')).toEqual(alone);
  });

  it('logs a fault of its own, says so in the file, and leaves other files alone', async () => {
    const work = { fail: false };
    const stage = await stageOf(work);
    await stage.write('good', missing);
    await stage.settled();
    work.fail = true;
    await stage.write('bad', fitting);
    await stage.settled();
    expect(stage.complaints).toEqual([expect.stringContaining('divided by nothing')]);
    expect(stage.codes('bad')).toEqual(['internal-error']);
    expect(stage.codes('good')).toContain('guest-unschedulable');
    work.fail = false;
    await stage.write('bad', fitting.replace('6ms', '7ms'));
    await stage.settled();
    expect(stage.codes('bad')).not.toContain('internal-error');
  });

  it('keeps chosen cores that still work as the file is edited', async () => {
    const stage = await stageOf();
    const text = (extra: string) =>
      `machine m { cores 4 }\n${['a', 'b', 'c']
        .map((name) => `domain ${name} on m { vcpu v period 10ms task t period 50ms wcet 10ms }\n`)
        .join('')}${extra}`;
    const cores = () =>
      stage.services.results
        .systemsWith(uriOf('a').toString())
        .flatMap(({ analysis }) => analysis.completed.machines)
        .flatMap(({ domains }) => domains)
        .filter(({ name }) => name !== 'big')
        .map(({ vcpus }) => vcpus[0]?.core);
    await stage.write('a', text(''));
    await stage.settled();
    const before = cores();
    await stage.write(
      'a',
      text('domain big on m { vcpu v period 10ms task t period 50ms wcet 35ms }\n'),
    );
    await stage.settled();
    expect(cores()).toEqual(before);
  });
});
