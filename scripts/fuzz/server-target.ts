import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompletionRequest,
  DocumentFormattingRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol';
import { nodeWorker } from '../../server/worker/start-node.ts';
import { workerBundle } from '../../test/server/bundle.ts';
import { startInProcess } from '../../test/server/in-process.ts';
import type { LspClient } from '../../test/server/lsp-client.ts';
import { positionAt } from '../../test/server/position.ts';
import { FOLDER, importedFiles } from '../../test/support/generated/imported-files.ts';
import { Random } from '../../test/support/generated/random.ts';
import type { Target } from './target.ts';
import { WatchedWorker } from './watched-worker.ts';

/** The longest time between the beginning of an analysis and the change, in ms. */
const LONGEST_PAUSE = 100;

/**
 * The language server: opens a file, changes it while it is analyzed, asks for a hover, for
 * completions and for the formatted text during the next analysis, and waits for its verdict.
 */
export async function serverTarget(): Promise<Target> {
  // A bundle starts at once, for a change may end the worker.
  const worker = new WatchedWorker(nodeWorker(await workerBundle()));
  const { client } = await startInProcess({ worker: worker.start, files: importedFiles() });
  // A worker that is still starting would be ended by the first change.
  await client.open('untitled:first.hsched', 'machine m {}\n');
  await client.check();
  let files = 0;
  return {
    name: 'the server',
    async *run(text) {
      const uri = `${FOLDER}/fuzz-${files++}.hsched`;
      await client.open(uri, text);
      // The text may hold nothing to be analyzed.
      const found = client.check(uri);
      await Promise.race([worker.begun(), found]);
      yield { kind: 'answer' };
      const random = new Random(text.length);
      // The analyses that take long are met somewhere in their midst.
      if (random.chance(0.5)) await Promise.race([sleep(random.whole(0, LONGEST_PAUSE)), found]);
      const { running } = worker;
      const since = stopwatch();
      await client.change(uri, `${text}\n`);
      if (running !== null) {
        await worker.ended(running);
        yield { kind: 'end', after: since() };
      }
      for (const ask of questions(client, uri, text, random)) {
        await ask();
        yield { kind: 'answer' };
      }
      await found;
      const results = await client.check(uri);
      if (results.length !== 1) throw new Error(`${results.length} results for one file`);
      const failures = client.diagnostics(uri).filter(({ code }) => code === 'internal-error');
      const complaints = [
        ...failures.map(({ message }) => message),
        ...client.complaints.splice(0),
      ];
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
      await client.close(uri);
      yield { kind: 'answer' };
    },
  };
}

/** The requests of an editor while a person writes, at places anywhere in the text. */
function questions(
  { connection }: LspClient,
  uri: string,
  text: string,
  random: Random,
): readonly (() => Promise<unknown>)[] {
  const textDocument = { uri };
  const somewhere = () => ({
    textDocument,
    position: positionAt(text, random.whole(0, text.length)),
  });
  const options = { tabSize: 2, insertSpaces: true };
  return [
    () => connection.sendRequest(HoverRequest.type, somewhere()),
    () => connection.sendRequest(CompletionRequest.type, somewhere()),
    () => connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
  ];
}

/**
 * Returns the milliseconds since now, or those that the processor was busy with this process where
 * they are fewer, for the machine may be busy with others.
 */
function stopwatch(): () => number {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - start, (user + system) / 1_000);
  };
}
