import {
  type AstNode,
  AstUtils,
  type LangiumDocument,
  type LangiumDocuments,
  type LangiumSharedCoreServices,
  WorkspaceCache,
} from 'langium';
import type {
  Domain,
  File,
  Machine,
  Member,
  Overheads,
  Scenario,
  Taskset,
} from '../generated/ast.ts';
import { importClosure } from './imports.ts';

/** The declarations that have names, by what they declare. */
export interface Declarations {
  readonly Machine: ReadonlyMap<string, Machine>;
  readonly Domain: ReadonlyMap<string, Domain>;
  readonly Taskset: ReadonlyMap<string, Taskset>;
  readonly Overheads: ReadonlyMap<string, Overheads>;
  readonly Scenario: ReadonlyMap<string, Scenario>;
}

export type Declaration = Machine | Domain | Taskset | Overheads | Scenario;

/**
 * What one file sees: itself and all it imports. Where a name is declared twice, the file's own
 * comes first.
 */
export interface Visible {
  readonly documents: readonly LangiumDocument<File>[];
  readonly declarations: Declarations;
  /** The machine meant where none is named; undefined unless there is just one. */
  readonly onlyMachine: Machine | undefined;
}

/** Tells what each file sees; remembered until any file changes. */
export class Visibility {
  private readonly documents: LangiumDocuments;
  private readonly cache: WorkspaceCache<string, Visible>;

  constructor(shared: LangiumSharedCoreServices) {
    this.documents = shared.workspace.LangiumDocuments;
    this.cache = new WorkspaceCache(shared);
  }

  of(node: AstNode): Visible {
    return this.ofDocument(AstUtils.getDocument(node));
  }

  /** The machine that a domain or a scenario stands on, by what its own file sees. */
  readonly machineOf: MachineOf = (node) =>
    node.machine === undefined ? this.of(node).onlyMachine : node.machine.ref;

  ofDocument(document: LangiumDocument): Visible {
    return this.cache.get(document.uri.toString(), () => visibleFrom(document, this.documents));
  }
}

/** Tells on which machine a domain or a scenario stands. */
export type MachineOf = (node: Domain | Scenario) => Machine | undefined;

function visibleFrom(root: LangiumDocument, documents: LangiumDocuments): Visible {
  const closure = importClosure(root, documents);
  const declarations = {
    Machine: new Map<string, Machine>(),
    Domain: new Map<string, Domain>(),
    Taskset: new Map<string, Taskset>(),
    Overheads: new Map<string, Overheads>(),
    Scenario: new Map<string, Scenario>(),
  };
  for (const document of closure.toReversed()) {
    for (const member of document.parseResult.value.members) {
      if (!isDeclaration(member) || member.name === undefined) continue;
      const known: Map<string, Declaration> = declarations[member.$type];
      if (!known.has(member.name)) known.set(member.name, member);
    }
  }
  const [onlyMachine, another] = declarations.Machine.values();
  return {
    documents: closure,
    declarations,
    onlyMachine: another === undefined ? onlyMachine : undefined,
  };
}

export function isDeclaration(member: Member): member is Declaration {
  return member.$type !== 'Import';
}
