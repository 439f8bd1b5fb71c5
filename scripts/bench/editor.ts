import { readFileSync } from 'node:fs';
import { DefaultLinker, DefaultReferenceDescriptionProvider, EmptyFileSystem, URI } from 'langium';
import { ShutdownRequest } from 'vscode-languageserver-protocol';
import { type AddedModules, createHyperschedServices } from '../../language/module.ts';
import { AnalysisFinished } from '../../server/protocol.ts';
import { nodeWorker } from '../../server/worker/start-node.ts';
import { startInProcess } from '../../test/server/in-process.ts';
import { positionAt } from '../../test/server/position.ts';
import { type Benchmark, median, percentile } from './benchmark.ts';

/** The latency from a keystroke in a large file to the editor's verdicts. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'editor/latency-ratio-2000', unit: 'ratio', goal: 1.3, run: latencyRatio },
  {
    name: 'editor/latency-100',
    unit: 'ms',
    goal: 50,
    run: async () => percentile(await latencies(workload(100), WARM_UP.small, 100), 0.95),
  },
];

/**
 * How many edits come before those that are timed. A server is used for hours; the code of a new
 * one, and of its worker, is compiled while a person types.
 */
const WARM_UP = { small: 2_000, large: 10 } as const;

/**
 * How many builds of one kind follow each other before those of the other. Each kind then pays for
 * its own garbage: in strict turns one of them may meet all collections, or none.
 */
const BLOCK = 5;

const worker = nodeWorker(new URL('../../server/worker/main.ts', import.meta.url));

function workload(tasks: number): string {
  return readFileSync(
    new URL(`../../test/workloads/editor-${tasks}.hsched`, import.meta.url),
    'utf8',
  );
}

/**
 * The median latency over the median time of Langium's bare parsing and linking of the same text,
 * measured in turns.
 */
async function latencyRatio(): Promise<number> {
  const text = workload(2000);
  const bare: number[] = [];
  let edits = 0;
  const whole = await latencies(text, WARM_UP.large, 5 * BLOCK, async () => {
    if (edits++ % BLOCK !== 0) return;
    for (let build = 0; build < BLOCK; build++) bare.push(await bareBuild(text));
  });
  return median(whole) / median(bare.slice(WARM_UP.large));
}

/** The milliseconds from each of some edits to its verdicts. */
async function latencies(
  text: string,
  warmUp: number,
  runs: number,
  between: () => Promise<void> = async () => {},
): Promise<number[]> {
  const uri = 'file:///bench/editor.hsched';
  const { client } = await startInProcess({ worker });
  await client.open(uri, text);
  await client.check();
  const finished = { resolve: () => {} };
  client.connection.onNotification(AnalysisFinished.type, () => finished.resolve());
  const times: number[] = [];
  for (const edit of edits(text, warmUp + runs)) {
    await between();
    const answered = new Promise<void>((resolve) => {
      finished.resolve = resolve;
    });
    const start = performance.now();
    await client.edit(uri, edit.range, edit.text);
    await answered;
    times.push(performance.now() - start);
  }
  // The server ends its worker. An exit would end this process as well.
  await client.connection.sendRequest(ShutdownRequest.type);
  client.dispose();
  return times.slice(warmUp);
}

/** Edits of the wcet of one task after the other. The next edit of the same task reverts each. */
function edits(text: string, count: number) {
  const wcets = [...text.matchAll(/wcet (\d+)us/g)];
  return Array.from({ length: count }, (_, index) => {
    const match = wcets[(index * 37) % wcets.length];
    const digits = match?.[1];
    if (match === undefined || digits === undefined)
      throw new Error('the workload has no wcet to edit');
    const last = match.index + match[0].length - 'us'.length;
    const range = { start: positionAt(text, last - 1), end: positionAt(text, last) };
    return { range, text: String((Number(digits) + 1) % 10) };
  });
}

/** Langium's own linking. */
const bare: NonNullable<AddedModules['language']> = {
  references: { Linker: (services) => new DefaultLinker(services) },
  workspace: {
    ReferenceDescriptionProvider: (services) => new DefaultReferenceDescriptionProvider(services),
  },
};

async function bareBuild(text: string): Promise<number> {
  bareServices ??= createHyperschedServices(EmptyFileSystem, { language: bare }).shared;
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = bareServices.workspace;
  const uri = URI.parse('memory:/bare.hsched');
  const start = performance.now();
  const document = LangiumDocumentFactory.fromString(text, uri);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document]);
  const time = performance.now() - start;
  await DocumentBuilder.update([], [uri]);
  return time;
}

let bareServices: ReturnType<typeof createHyperschedServices>['shared'] | undefined;
