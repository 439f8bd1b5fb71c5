import { type LangiumDocument, type LangiumDocuments, MultiMap } from 'langium';
import type { Machine } from '../generated/ast.ts';
import { type Declaration, type DeclarationKind, isDeclaration } from './declaration.ts';
import { isFileDocument } from './imports.ts';

/** The declarations of one kind and name in one document, in the order written: one at least. */
export interface DeclaredIn {
  readonly document: LangiumDocument;
  readonly nodes: readonly [Declaration, ...Declaration[]];
}

/** The declarations of all files by kind and name, whoever sees them. */
export class DeclaredNames {
  private readonly byName = new MultiMap<string, DeclaredIn>();
  private readonly machines = new MultiMap<LangiumDocument, Machine>();
  private several: readonly (readonly DeclaredIn[])[] | undefined;

  constructor(documents: LangiumDocuments) {
    for (const document of documents.all) {
      if (!isFileDocument(document)) continue;
      const own = new Map<string, [Declaration, ...Declaration[]]>();
      for (const node of document.parseResult.value.members) {
        if (!isDeclaration(node) || node.name === undefined) continue;
        const key = keyOf(node.$type, node.name);
        const known = own.get(key);
        if (known === undefined) own.set(key, [node]);
        else known.push(node);
        if (node.$type === 'Machine') this.machines.add(document, node);
      }
      for (const [key, nodes] of own) this.byName.add(key, { document, nodes });
    }
  }

  /** The machines that one document declares, in the order written. */
  machinesOf(document: LangiumDocument): readonly Machine[] {
    return this.machines.get(document);
  }

  /** The documents that declare something called so. */
  find(kind: DeclarationKind, name: string): readonly DeclaredIn[] {
    return this.byName.get(keyOf(kind, name));
  }

  /** The groups of declarations that share kind and name. */
  doubles(): readonly (readonly DeclaredIn[])[] {
    this.several ??= [...this.byName.entriesGroupedByKey()]
      .map(([, all]) => all)
      .filter((all) => all.length > 1 || all.some(({ nodes }) => nodes.length > 1));
    return this.several;
  }
}

function keyOf(kind: DeclarationKind, name: string): string {
  return `${kind} ${name}`;
}
