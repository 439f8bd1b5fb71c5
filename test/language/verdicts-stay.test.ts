import { readFileSync } from 'node:fs';
import { EmptyFileSystem, URI } from 'langium';
import { expect, test } from 'vitest';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';

/* While one line of a domain is typed, the verdict of every other domain stays what it is. */

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
const cache = new AnalysisCache();

async function verdictsOf(text: string): Promise<ReadonlyMap<string, VerdictKind>> {
  const document = await loadText(shared, text, URI.parse('memory:/half.hsched'));
  const { domains } = analyze(lower(document, Hypersched).model, { cache });
  return new Map(domains.map(({ domain, verdict }) => [domain, verdict.kind]));
}

test.each(['paper-testbed', 'avionics'])('in %s', async (example) => {
  const lines = readFileSync(`examples/${example}.hsched`, 'utf8').split('\n');
  const whole = await verdictsOf(lines.join('\n'));
  let own: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (/^\w/.test(line)) own = /^domain (\S+)/.exec(line)?.[1];
    if (own === undefined || !line.startsWith('  ')) continue;
    const others = [...whole].filter(([domain]) => domain !== own);
    // Every third place suffices, for words are longer.
    for (let end = 3; end < line.length; end += 3) {
      const found = await verdictsOf(lines.with(index, line.slice(0, end)).join('\n'));
      expect(
        others.map(([domain]) => [domain, found.get(domain)]),
        line.slice(0, end),
      ).toEqual(others);
    }
  }
});
