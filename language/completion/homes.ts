import type { AstNodeDescription, AstNodeDescriptionProvider, ReferenceInfo } from 'langium';
import { isMachine, isScenario } from '../generated/ast.ts';
import { divideCores } from '../machines/divide-cores.ts';
import { homeName } from '../machines/home.ts';
import { writtenName } from '../syntax/names.ts';

/** A name of several words: how it is written, each in quotes where it needs them. */
export interface DottedDescription extends AstNodeDescription {
  readonly written: string;
}

export function isDotted(description: AstNodeDescription): description is DottedDescription {
  return 'written' in description;
}

/**
 * Machines with their pools, as in `board.rt`. A machine whose cores are all in pools has no room
 * for a domain.
 */
export function withPools(
  machines: readonly AstNodeDescription[],
  { container }: ReferenceInfo,
  descriptions: AstNodeDescriptionProvider,
): AstNodeDescription[] {
  return machines.flatMap((description): AstNodeDescription[] => {
    const { node } = description;
    if (!isMachine(node) || node.pools.length === 0) return [description];
    const pools = node.pools
      .filter(({ name }) => name !== undefined && name !== '')
      .map((pool): DottedDescription => {
        const written = `${writtenName(node.name)}.${writtenName(pool.name)}`;
        return { ...descriptions.createDescription(pool, homeName(pool)), written };
      });
    const hasRoom = isScenario(container) || divideCores(node).own.cores.length > 0;
    return hasRoom ? [description, ...pools] : pools;
  });
}
