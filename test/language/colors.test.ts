import { SemanticTokensDecoder } from 'langium/lsp';
import { expect, test } from 'vitest';
import { load, uriOf } from './services.ts';

test('names are colored by what they mean, also where they are words of the language', async () => {
  const text = `machine core { overheads { switch clock -> any 1us } }
domain clock on core { vcpu period  task wcet period 1ms wcet 1us on period  run on on period }
taskset on { }
scenario s on core { at 0ms start clock  at 1ms add task to period 1ms wcet 1us to clock.period  at 2ms remove task clock.to }`;
  const { services, document } = await load({ 'main.hsched': text });
  const provider = services.lsp.SemanticTokenProvider;
  if (provider === undefined) throw new Error('There is no provider.');
  const main = document('main.hsched');
  const tokens = await provider.semanticHighlight(main, {
    textDocument: { uri: uriOf('main.hsched').toString() },
  });
  const colored = SemanticTokensDecoder.decode(tokens, provider.tokenTypes, main).map(
    (token) => `${token.text}: ${token.tokenType}`,
  );
  expect(colored).toEqual([
    'core: namespace',
    'clock: class',
    'clock: class',
    'core: namespace',
    'period: interface',
    'wcet: function',
    'period: interface',
    'on: struct',
    'period: interface',
    'on: struct',
    's: event',
    'core: namespace',
    'clock: class',
    'to: function',
    'clock: class',
    'period: interface',
    'clock: class',
    'to: function',
  ]);
});

test('blocks and comments of several lines can be folded', async () => {
  const text = `/* a
 b
 c */
machine m {
  cores 1
}
domain d { vcpu v0 }
scenario s {
  at 0ms start d
  run 1s
}
`;
  const { services, document } = await load({ 'main.hsched': text });
  const ranges = await services.lsp.FoldingRangeProvider?.getFoldingRanges(
    document('main.hsched'),
    {
      textDocument: { uri: uriOf('main.hsched').toString() },
    },
  );
  expect(ranges?.map(({ startLine, endLine }) => [startLine, endLine]).sort()).toEqual([
    [0, 1],
    [3, 4],
    [7, 9],
  ]);
});

test('declarations are found in the whole workspace', async () => {
  const { shared } = await load({
    'a.hsched': 'machine rack { }\ntaskset control { }',
    'b.hsched': 'domain control { }',
  });
  const services = shared as Awaited<ReturnType<typeof load>>['services']['shared'];
  const found = await services.lsp.WorkspaceSymbolProvider?.getSymbols({ query: 'control' });
  expect(found?.map(({ location, name }) => [name, location.uri]).sort()).toEqual([
    ['control', uriOf('a.hsched').toString()],
    ['control', uriOf('b.hsched').toString()],
  ]);
});
