import { type LangiumDocument, type LangiumDocuments, MultiMap } from 'langium';
import type { File } from '../generated/ast.ts';
import { importedDocument, importedUri, importsOf, isFileDocument } from './imports.ts';

/** A document with its direct and indirect imports. */
export interface ImportClosure {
  /**
   * Each document once. An import stands before its importer, so the document itself is the last.
   */
  readonly documents: readonly LangiumDocument<File>[];
  /** The position of a document among them; undefined where it is none of them. */
  rankOf(document: LangiumDocument): number | undefined;
}

/**
 * The import graph at one moment. Paths are resolved once for all closures, which are then walks
 * over numbers. Missing files are left out.
 */
export class ImportGraph {
  private readonly all: LangiumDocuments;
  private readonly numbers = new Map<LangiumDocument, number>();
  private readonly documents: (LangiumDocument<File> | undefined)[] = [];
  private readonly size: number;
  private readonly imports: (readonly number[] | undefined)[] = [];

  constructor(documents: LangiumDocuments) {
    this.all = documents;
    this.size = documents.all.count();
  }

  /** The numbers in the order of {@link ImportClosure.documents}. Cycles are legal. */
  closureOf(root: LangiumDocument): ImportClosure {
    const documents: LangiumDocument<File>[] = [];
    // Marks from 1; 0 is a document outside the closure, -1 one whose turn has not come.
    const ranks = new Int32Array(this.size);
    // The walk keeps a stack of its own: a chain of imports may be longer than the call stack is
    // deep.
    const stack: { readonly number: number; next: number }[] = [];
    const enter = (number: number): void => {
      ranks[number] = -1;
      stack.push({ number, next: 0 });
    };
    enter(this.numberOf(root));
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const imported = this.importsOf(top.number)[top.next++];
      if (imported !== undefined) {
        if (ranks[imported] === 0) enter(imported);
        continue;
      }
      stack.pop();
      const document = this.documents[top.number];
      if (document !== undefined) ranks[top.number] = documents.push(document);
    }
    return {
      documents,
      rankOf: (document) => {
        const number = this.numbers.get(document);
        const rank = number === undefined ? 0 : (ranks[number] ?? 0);
        return rank > 0 ? rank - 1 : undefined;
      },
    };
  }

  private numberOf(document: LangiumDocument): number {
    const known = this.numbers.get(document);
    if (known !== undefined) return known;
    const number = this.documents.length;
    this.numbers.set(document, number);
    this.documents.push(isFileDocument(document) ? document : undefined);
    return number;
  }

  private importsOf(number: number): readonly number[] {
    const known = this.imports[number];
    if (known !== undefined) return known;
    const document = this.documents[number];
    const imports = document === undefined ? [] : this.resolved(document);
    this.imports[number] = imports;
    return imports;
  }

  private resolved(document: LangiumDocument): readonly number[] {
    return importsOf(document).flatMap((line) => {
      const imported = importedDocument(document, line, this.all);
      return imported === undefined ? [] : [this.numberOf(imported)];
    });
  }
}

/** The direct and indirect importers of the files, which need not exist. */
export function importersOf(
  uris: Iterable<string>,
  documents: Iterable<LangiumDocument>,
): ReadonlySet<LangiumDocument> {
  const direct = new MultiMap<string, LangiumDocument>();
  for (const document of documents) {
    for (const line of importsOf(document)) {
      const uri = importedUri(document.uri, line.path ?? '')?.toString();
      if (uri !== undefined) direct.add(uri, document);
    }
  }
  const found = new Set<LangiumDocument>();
  const open = [...uris];
  for (const uri of open) {
    for (const importer of direct.get(uri)) {
      if (found.has(importer)) continue;
      found.add(importer);
      open.push(importer.uri.toString());
    }
  }
  return found;
}
