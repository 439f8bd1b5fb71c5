import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type AstNode, AstUtils, EmptyFileSystem, type ReferenceInfo } from 'langium';
import { describe, expect, test } from 'vitest';
import { loadText } from '../../../language/load.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { nodesBelow, referencesBelow } from '../../../language/syntax/walk.ts';
import { legalFile } from '../../support/generated/legal-file.ts';

const { shared } = createHyperschedServices(EmptyFileSystem);

const examples = new URL('../../../examples/', import.meta.url);
const texts = readdirSync(examples)
  .filter((name) => name.endsWith('.hsched'))
  .map((name): [string, string] => [name, readFileSync(new URL(name, examples), 'utf8')]);

const rootOf = async (text: string): Promise<AstNode> =>
  (await loadText(shared, text)).parseResult.value;

const langiumsNodes = (root: AstNode) => AstUtils.streamAst(root).toArray();

const langiumsReferences = (root: AstNode) =>
  AstUtils.streamAst(root)
    .flatMap((node) => AstUtils.streamReferences(node))
    .toArray();

/** References in an order that the properties of one node do not decide. */
const sorted = (references: readonly ReferenceInfo[], nodes: readonly AstNode[]) =>
  references.toSorted(
    (one, other) =>
      nodes.indexOf(one.container) - nodes.indexOf(other.container) ||
      (one.property < other.property ? -1 : 1),
  );

function expectLangiums(root: AstNode): void {
  const nodes = nodesBelow(root);
  expect(nodes.length).toBe(langiumsNodes(root).length);
  expect(langiumsNodes(root).every((node, index) => node === nodes[index])).toBe(true);
  const found = sorted(referencesBelow(root), nodes);
  const expected = sorted(langiumsReferences(root), nodes);
  expect(found.length).toBe(expected.length);
  expect(
    expected.every(
      ({ reference, container, property, index }, at) =>
        found[at]?.reference === reference &&
        found[at].container === container &&
        found[at].property === property &&
        found[at].index === index,
    ),
  ).toBe(true);
}

describe("the nodes and references of a file are Langium's", () => {
  test.each(texts)('%s', async (_, text) => {
    const root = await rootOf(text);
    expect(langiumsReferences(root).length).toBeGreaterThan(0);
    expectLangiums(root);
  });

  test('also where it is cut off', async () => {
    const whole = fc.oneof(
      fc.constantFrom(...texts.map(([, text]) => text)),
      fc.nat().map(legalFile),
    );
    const cut = whole.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
    await fc.assert(fc.asyncProperty(cut, async (text) => expectLangiums(await rootOf(text))));
  });
});
