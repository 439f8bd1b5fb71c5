import {
  type AstNode,
  type AstNodeDescription,
  type AstNodeDescriptionProvider,
  DefaultScopeComputation,
  EMPTY_SCOPE,
  type LangiumCoreServices,
  type LocalSymbols,
  MultiMap,
  type ReferenceInfo,
  type Scope,
  type ScopeProvider,
  type Stream,
  stream,
} from 'langium';
import {
  type Domain,
  isAddAction,
  isDomain,
  isMigrateAction,
  isPlanAction,
  isRemoveAction,
  isScenario,
  isSetAction,
  isTask,
  isTasksetUse,
  isWindowLine,
  type Machine,
} from '../generated/ast.ts';
import { removableTasks } from '../syntax/members.ts';
import type { Declarations, Names, Visibility } from './visible.ts';

type Named = AstNode & { readonly name: string };

/** The kind of declaration that a property names, except members of domains. */
const declarationsNamed: ReadonlyMap<string, keyof Declarations> = new Map([
  ['machine', 'Machine'],
  ['taskset', 'Taskset'],
  ['table', 'Overheads'],
  ['domain', 'Domain'],
  ['domains', 'Domain'],
]);

/** Blocks make no names visible: the scope provider computes scopes from the reference. */
export class HyperschedScopeComputation extends DefaultScopeComputation {
  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap<AstNode, AstNodeDescription>();
  }
}

/**
 * Scopes of names: declarations of this file and its imports; after a dot, members of the domain
 * before it.
 */
export class HyperschedScopeProvider implements ScopeProvider {
  private readonly descriptions: AstNodeDescriptionProvider;
  private readonly visibility: Visibility;
  /** A tree is not changed after it was parsed, and neither are its lists. */
  private readonly index = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

  constructor(services: LangiumCoreServices, visibility: Visibility) {
    this.descriptions = services.workspace.AstNodeDescriptionProvider;
    this.visibility = visibility;
  }

  getScope({ container, property }: ReferenceInfo): Scope {
    if (property === 'pool') return this.members(machineBefore(container)?.pools ?? []);
    if (property === 'vcpu') return this.members(domainBefore(container)?.vcpus ?? []);
    if (isRemoveAction(container) && property === 'task') {
      const domain = container.domain?.ref;
      return this.members(domain === undefined ? [] : removableTasks(container, domain));
    }
    if (isPlanAction(container) && property === 'plan')
      return this.members((container.pool ?? container.machine)?.ref?.plans ?? []);
    const declaration = declarationsNamed.get(property);
    return declaration === undefined
      ? EMPTY_SCOPE
      : this.declared(this.visibility.of(container).declarations[declaration]);
  }

  private declared(nodes: Names<Named>): Scope {
    return new NodeScope(
      (name) => nodes.get(name),
      () => nodes.values(),
      this.descriptions,
    );
  }

  private members(nodes: readonly Named[]): Scope {
    return new NodeScope(
      (name) => this.byName(nodes).get(name),
      () => nodes,
      this.descriptions,
    );
  }

  /** The first of several members of one name counts. */
  private byName(nodes: readonly Named[]): ReadonlyMap<string, Named> {
    const known = this.index.get(nodes);
    if (known !== undefined) return known;
    const index = new Map(nodes.toReversed().map((node) => [node.name, node]));
    this.index.set(nodes, index);
    return index;
  }
}

/** The names of all that is in a scope, without a description of each. */
export function namesIn(scope: Scope): Iterable<string> {
  return scope instanceof NodeScope
    ? scope.names()
    : scope.getAllElements().map(({ name }) => name);
}

/** The domain whose VCPUs a node may name. */
function domainBefore(node: AstNode): Domain | undefined {
  if (isWindowLine(node) || isSetAction(node) || isAddAction(node)) return node.domain?.ref;
  if (isTask(node) || isTasksetUse(node)) {
    const container = node.$container;
    if (isDomain(container)) return container;
    if (isAddAction(container)) return container.domain?.ref;
  }
  return undefined;
}

/** The machine whose pools a node may name. */
function machineBefore(node: AstNode): Machine | undefined {
  return isDomain(node) || isScenario(node) || isMigrateAction(node) || isPlanAction(node)
    ? node.machine?.ref
    : undefined;
}

/** A scope that describes a node only on request. */
class NodeScope implements Scope {
  private readonly find: (name: string) => Named | undefined;
  private readonly all: () => Iterable<Named>;
  private readonly descriptions: AstNodeDescriptionProvider;

  constructor(
    find: (name: string) => Named | undefined,
    all: () => Iterable<Named>,
    descriptions: AstNodeDescriptionProvider,
  ) {
    this.find = find;
    this.all = all;
    this.descriptions = descriptions;
  }

  *names(): Generator<string> {
    for (const { name } of this.all()) if (name !== undefined && name !== '') yield name;
  }

  getElement(name: string): AstNodeDescription | undefined {
    // The name `""` is an error at its declaration and means nothing elsewhere.
    const node = name === '' ? undefined : this.find(name);
    return node === undefined ? undefined : this.descriptions.createDescription(node, name);
  }

  getElements(name: string): Stream<AstNodeDescription> {
    const element = this.getElement(name);
    return stream(element === undefined ? [] : [element]);
  }

  getAllElements(): Stream<AstNodeDescription> {
    return stream(this.all())
      .filter((node) => node.name !== undefined && node.name !== '')
      .map((node) => this.descriptions.createDescription(node, node.name));
  }
}
