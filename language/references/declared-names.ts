import { type LangiumDocument, type LangiumDocuments, MultiMap } from 'langium';
import type { Machine } from '../generated/ast.ts';
import { type Declaration, type DeclarationKind, isDeclaration } from './declaration.ts';
import { isFileDocument } from './imports.ts';

/** A declaration and the document it stands in. */
export interface Declared {
  readonly node: Declaration;
  readonly document: LangiumDocument;
}

/** The declarations of all files by kind and name, whoever sees them. */
export class DeclaredNames {
  private readonly byName = new MultiMap<string, Declared>();
  private readonly machines = new MultiMap<LangiumDocument, Machine>();
  private several: readonly (readonly Declared[])[] | undefined;

  constructor(documents: LangiumDocuments) {
    for (const document of documents.all) {
      if (!isFileDocument(document)) continue;
      for (const node of document.parseResult.value.members) {
        if (!isDeclaration(node) || node.name === undefined) continue;
        this.byName.add(keyOf(node.$type, node.name), { node, document });
        if (node.$type === 'Machine') this.machines.add(document, node);
      }
    }
  }

  /** The machines that one document declares, in the order written. */
  machinesOf(document: LangiumDocument): readonly Machine[] {
    return this.machines.get(document);
  }

  /** All that is called so; those of one document in the order written. */
  find(kind: DeclarationKind, name: string): readonly Declared[] {
    return this.byName.get(keyOf(kind, name));
  }

  /** The groups of declarations that share kind and name. */
  doubles(): readonly (readonly Declared[])[] {
    this.several ??= [...this.byName.entriesGroupedByKey()]
      .map(([, all]) => all)
      .filter((all) => all.length > 1);
    return this.several;
  }
}

function keyOf(kind: DeclarationKind, name: string): string {
  return `${kind} ${name}`;
}
