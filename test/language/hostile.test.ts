import { EmptyFileSystem, isOperationCancelled, URI } from 'langium';
import { describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';

/** Legal or not, nothing that someone may open takes long to be understood. */

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
const uri = URI.parse('memory:/hostile.hsched');

function many(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** The texts, as large as they are asked for, or a part of it. */
const texts: Readonly<Record<string, (part: number) => string>> = {
  'two unlike names of 30,000 characters': (part) =>
    `machine ${'ab'.repeat(15_000 * part)} { }\ndomain d on ${'xy'.repeat(15_001 * part)} { }`,
  '6,000 names that are almost known': (part) =>
    `${many(6_000 * part, (i) => `machine board${i} { }`)}\n${many(6_000 * part, (i) => `domain d${i} on baord${i} { }`)}`,
  '6,000 VCPUs that are almost known': (part) =>
    `machine m { }\ndomain d on m {\n${many(3_000 * part, (i) => `vcpu vcpu${i}`)}\n${many(6_000 * part, (i) => `task t${i} on vpcu${i}`)} }`,
  '10,000 tasks on 10,000 VCPUs': (part) =>
    `machine m { }\ndomain d on m {\n${many(10_000 * part, (i) => `vcpu v${i} period 10ms budget 1us`)}\n${many(10_000 * part, (i) => `task t${i} on v${10_000 * part - 1 - i} period 10ms wcet 1ns`)} }`,
  '50,000 domains': (part) =>
    `machine m { }\n${many(50_000 * part, (i) => `domain d${i} on m { }`)}`,
  '5,000 domains that do not say on which of 5,000 machines': (part) =>
    many(5_000 * part, (i) => `domain d${i} { }\nmachine m${i} { }`),
  'an attribute 100,000 times': (part) => `machine m { ${'cores 2 '.repeat(100_000 * part)} }`,
  'one start of 10,000 domains': (part) =>
    `machine m { }\n${many(10_000 * part, (i) => `domain d${i} on m { }`)}\nscenario s on m { at 0ms start ${Array.from({ length: 10_000 * part }, (_, i) => `d${i}`).join(', ')} }`,
  'one name 100,000 times': (part) => 'machine m { }\n'.repeat(100_000 * part),
  '200,000 machines inside one another': (part) => 'machine m { '.repeat(200_000 * part),
  '200,000 tasks without a name': (part) => `domain d { ${'task '.repeat(200_000 * part)}`,
  '200,000 VCPUs of one domain': (part) => `domain d { ${'vcpu v '.repeat(200_000 * part)}`,
  '100,000 comments': (part) =>
    `machine m { }\n${many(100_000 * part, (i) => `// ${i}\ndomain d { }`)}`,
  '20,000 imports': (part) => many(20_000 * part, (i) => `import "a${i % 10_000}.hsched"`),
};

/** The processor time of this process in s, whatever else keeps the machine busy. */
async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function understand(text: string): Promise<void> {
  const textDocument = { uri: uri.toString() };
  const { lsp } = Hypersched;
  const document = await loadText(shared, text, uri);
  lower(document, Hypersched);
  const position = document.textDocument.positionAt(text.length / 2);
  await lsp.CompletionProvider?.getCompletion(document, { textDocument, position });
  await lsp.SemanticTokenProvider?.semanticHighlight(document, { textDocument });
}

describe('what is understood in a second or two', () => {
  test.each(Object.entries(texts))('%s', async (_, text) => {
    const ofPart = await spent(() => understand(text(1 / 8)));
    // A processor at rest needs some 2 s. A busy one needs more, and for an eighth of the text,
    // too; the collection of garbage of this many objects may double it. A time that grows with
    // the square of the text is 64 times that of the eighth.
    expect(await spent(() => understand(text(1)))).toBeLessThan(Math.max(8, 32 * ofPart));
  });
});

test('the checks of a file end when they are canceled', async () => {
  const text = `machine m { }\n${many(20_000, (i) => `domain d${i} on m { task t period 10ms wcet 1us }`)}`;
  const document = await loadText(shared, text, uri);
  const source = new CancellationTokenSource();
  const checked = Hypersched.validation.DocumentValidator.validateDocument(
    document,
    {},
    source.token,
  );
  setImmediate(() => source.cancel());
  await expect(checked).rejects.toSatisfy(isOperationCancelled);
});
