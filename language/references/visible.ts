import {
  type AstNode,
  AstUtils,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  WorkspaceCache,
} from 'langium';
import {
  type Domain,
  type File,
  isMigrateAction,
  isPlanAction,
  type Machine,
  type MigrateAction,
  type PlanAction,
  type Scenario,
} from '../generated/ast.ts';
import type { Home } from '../machines/home.ts';
import {
  type Declaration,
  type DeclarationKind,
  type DeclarationKinds,
  isDeclaration,
} from './declaration.ts';
import { type DeclaredIn, DeclaredNames } from './declared-names.ts';
import { type ImportClosure, ImportGraph } from './import-graph.ts';

/** The declarations of one kind that a file sees, by name. */
export type Names<T> = Pick<ReadonlyMap<string, T>, 'get' | 'keys' | 'values'>;

export type Declarations = {
  readonly [Kind in DeclarationKind]: Names<DeclarationKinds[Kind]>;
};

/**
 * The declarations that one file sees: its own and those of its imports. Where two share a name,
 * the file's own comes first.
 */
export interface Visible {
  readonly documents: readonly LangiumDocument<File>[];
  readonly declarations: Declarations;
  /** The machine that an omitted `on` means; undefined unless there is exactly one. */
  readonly onlyMachine: Machine | undefined;
  sees(document: LangiumDocument): boolean;
  /** The last declaration of a kind and a name in imported files, in the order of the documents. */
  imported(kind: DeclarationKind, name: string): Declaration | undefined;
  /** All declarations of kinds and names that imported files have more than once, in that order. */
  importedDoubles(): readonly (readonly Declaration[])[];
}

/** Answers which declarations each file sees, and remembers the answers until any file changes. */
export class Visibility {
  private readonly cache: WorkspaceCache<string, Visible>;
  private readonly whole: WorkspaceCache<'whole', Whole>;

  constructor(shared: LangiumSharedCoreServices) {
    const documents = shared.workspace.LangiumDocuments;
    this.cache = new WorkspaceCache(shared);
    this.whole = new WorkspaceCache(shared);
    this.wholeNow = () =>
      this.whole.get('whole', () => ({
        graph: new ImportGraph(documents),
        names: new DeclaredNames(documents),
      }));
  }

  private readonly wholeNow: () => Whole;

  of(node: AstNode): Visible {
    return this.ofDocument(AstUtils.getDocument(node));
  }

  /** The machine of a domain or a scenario, as its own file sees it. */
  readonly machineOf: MachineOf = (node) =>
    node.machine === undefined ? this.of(node).onlyMachine : node.machine.ref;

  /** The machine or the pool that a domain stands on, or that an action names. */
  readonly homeOf: HomeOf = (node) => {
    const named = isMigrateAction(node) || isPlanAction(node);
    const machine = named ? node.machine?.ref : this.machineOf(node);
    return node.pool === undefined ? machine : node.pool.ref;
  };

  ofDocument(document: LangiumDocument): Visible {
    return this.cache.get(document.uri.toString(), () => {
      const { graph, names } = this.wholeNow();
      return new SeenFrom(document, graph.closureOf(document), names);
    });
  }
}

/** Answers which machine a domain or a scenario stands on. */
export type MachineOf = (node: Domain | Scenario) => Machine | undefined;

/** Answers which machine or pool a domain stands on, or a migration names. */
export type HomeOf = (node: Domain | Scenario | MigrateAction | PlanAction) => Home | undefined;

/** The part of the answer that is the same for every file. */
interface Whole {
  readonly graph: ImportGraph;
  readonly names: DeclaredNames;
}

class SeenFrom implements Visible {
  readonly documents: readonly LangiumDocument<File>[];
  readonly declarations: Declarations;
  private readonly root: LangiumDocument;
  private readonly closure: ImportClosure;
  private readonly names: DeclaredNames;
  private machine: { readonly only: Machine | undefined } | undefined;

  constructor(root: LangiumDocument, closure: ImportClosure, names: DeclaredNames) {
    this.root = root;
    this.closure = closure;
    this.names = names;
    this.documents = closure.documents;
    this.declarations = {
      Machine: this.namesOf('Machine'),
      Domain: this.namesOf('Domain'),
      Taskset: this.namesOf('Taskset'),
      Overheads: this.namesOf('Overheads'),
      Scenario: this.namesOf('Scenario'),
    };
  }

  get onlyMachine(): Machine | undefined {
    this.machine ??= { only: this.findOnlyMachine() };
    return this.machine.only;
  }

  sees(document: LangiumDocument): boolean {
    return this.closure.rankOf(document) !== undefined;
  }

  imported(kind: DeclarationKind, name: string): Declaration | undefined {
    const others = this.names.find(kind, name).filter(({ document }) => document !== this.root);
    return this.nearest(others)?.nodes.at(-1);
  }

  importedDoubles(): readonly (readonly Declaration[])[] {
    return this.names
      .doubles()
      .map((all) => this.importedOf(all))
      .filter((all) => all.length > 1);
  }

  private importedOf(all: readonly DeclaredIn[]): readonly Declaration[] {
    return all
      .flatMap(({ nodes, document }) => {
        const rank = document === this.root ? undefined : this.closure.rankOf(document);
        return rank === undefined ? [] : [{ nodes, rank }];
      })
      .sort((a, b) => a.rank - b.rank)
      .flatMap(({ nodes }) => nodes);
  }

  /** The last of the documents among those that are seen; the file itself is the last of all. */
  private nearest(all: readonly DeclaredIn[]): DeclaredIn | undefined {
    let best: DeclaredIn | undefined;
    let bestRank = -1;
    for (const declared of all) {
      const rank = this.closure.rankOf(declared.document) ?? -1;
      if (rank <= bestRank) continue;
      best = declared;
      bestRank = rank;
    }
    return best;
  }

  private namesOf<Kind extends DeclarationKind>(kind: Kind): Names<DeclarationKinds[Kind]> {
    let all: ReadonlyMap<string, DeclarationKinds[Kind]> | undefined;
    const listed = () => {
      all ??= this.list(kind);
      return all;
    };
    return {
      get: (name) => this.named(kind, name),
      keys: () => listed().keys(),
      values: () => listed().values(),
    };
  }

  /** The file's own declarations come first, then those of its nearest imports. */
  private named<Kind extends DeclarationKind>(
    kind: Kind,
    name: string,
  ): DeclarationKinds[Kind] | undefined {
    const found = this.nearest(this.names.find(kind, name))?.nodes[0];
    return isOfKind(found, kind) ? found : undefined;
  }

  private list<Kind extends DeclarationKind>(kind: Kind): Map<string, DeclarationKinds[Kind]> {
    const all = new Map<string, DeclarationKinds[Kind]>();
    for (const document of this.documents.toReversed()) {
      for (const member of document.parseResult.value.members) {
        if (!isDeclaration(member) || !isOfKind(member, kind)) continue;
        if (member.name !== undefined && !all.has(member.name)) all.set(member.name, member);
      }
    }
    return all;
  }

  private findOnlyMachine(): Machine | undefined {
    let found: Machine | undefined;
    for (const document of this.documents.toReversed()) {
      for (const machine of this.names.machinesOf(document)) {
        if (found !== undefined && machine.name !== found.name) return undefined;
        found ??= machine;
      }
    }
    return found;
  }
}

function isOfKind<Kind extends DeclarationKind>(
  node: Declaration | undefined,
  kind: Kind,
): node is DeclarationKinds[Kind] {
  return node?.$type === kind;
}
