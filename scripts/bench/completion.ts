import { readFileSync } from 'node:fs';
import { EmptyFileSystem, URI } from 'langium';
import { loadText } from '../../language/load.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { type Benchmark, median } from './benchmark.ts';

/** The time until completion is offered in a file of 2,000 tasks. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'editor/completion-2000', unit: 'ms', goal: 50, run: completion },
];

const PLACES = 101;

/** The median over places spread evenly over the file. */
async function completion(): Promise<number> {
  const path = new URL('../../test/workloads/editor-2000.hsched', import.meta.url);
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const uri = URI.parse('memory:/editor-2000.hsched');
  const document = await loadText(shared, readFileSync(path, 'utf8'), uri);
  const { textDocument } = document;
  const length = textDocument.getText().length;
  const times: number[] = [];
  for (let place = 0; place < PLACES; place++) {
    const position = textDocument.positionAt(Math.floor((place / (PLACES - 1)) * length));
    const start = performance.now();
    await Hypersched.lsp.CompletionProvider?.getCompletion(document, {
      textDocument: { uri: uri.toString() },
      position,
    });
    times.push(performance.now() - start);
  }
  return median(times);
}
