/** The longest name of a node that the specification of device trees allows. */
const longest = 31;

/**
 * Names for nodes: letters, digits and `-` of the given names behind a word, each once, even as
 * labels. A name of other characters has its place in the list instead.
 */
export function nodeNames(names: readonly string[], word: string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    let node = `${word}-${plain === '' ? index : plain}`.slice(0, longest).replace(/-$/, '');
    for (let count = 2; taken.has(node); count++)
      node = `${`${word}-${plain}`.slice(0, longest - 4)}-${count}`;
    taken.add(node);
    return node;
  });
}
