import {
  type AstNode,
  type AstNodeDescription,
  type AstNodeDescriptionProvider,
  AstUtils,
  CstUtils,
  GrammarAST,
  type IndexManager,
  type LangiumDocuments,
  type MaybePromise,
  type ReferenceInfo,
  type Stream,
  stream,
  UriUtils,
} from 'langium';
import {
  type CompletionAcceptor,
  type CompletionContext,
  type CompletionValueItem,
  DefaultCompletionProvider,
  type LangiumServices,
  type NextFeature,
} from 'langium/lsp';
import { CompletionItemKind, InsertTextFormat, type TextEdit } from 'vscode-languageserver';
import {
  importAll,
  ofFileToImport,
  ofImportedFile,
  ofThisFile,
} from '../../messages/editing/completion.ts';
import { snippetDetails } from '../../messages/editing/snippets.ts';
import { documentationOfKeyword, nodeTypeAt } from '../editing/documentation.ts';
import {
  isDomain,
  isImport,
  isMachine,
  isPlanAction,
  isPool,
  isSwitchEnd,
  type Machine,
} from '../generated/ast.ts';
import { coreCount, coresOf, divideCores } from '../machines/divide-cores.ts';
import { machineIn } from '../machines/home.ts';
import { importedUri, importPath, importsOf } from '../references/imports.ts';
import { isMember } from '../references/linker.ts';
import type { Visibility } from '../references/visible.ts';
import { nameOfType } from '../syntax/kind-names.ts';
import { writtenName, writtenSwitchEnd } from '../syntax/names.ts';
import { fits } from './fits.ts';
import { isDotted, withPools } from './homes.ts';
import { coresForPool, kindOfValue, type NumberItem, numbersFor } from './numbers.ts';
import { actsOnRunning, meantByAction } from './running.ts';
import { declarationSnippets, type Snippet, wholeFile } from './snippets.ts';

/**
 * Completion that offers only words, names and numbers allowed at the cursor, each with one line
 * about its meaning.
 */
export class HyperschedCompletionProvider extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: ['.', '"'] };

  private readonly visibility: Visibility;
  private readonly index: IndexManager;
  private readonly descriptions: AstNodeDescriptionProvider;
  private readonly documents: LangiumDocuments;

  constructor(services: LangiumServices, visibility: Visibility) {
    super(services);
    this.visibility = visibility;
    this.index = services.shared.workspace.IndexManager;
    this.descriptions = services.workspace.AstNodeDescriptionProvider;
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  protected override completionFor(
    context: CompletionContext,
    next: NextFeature,
    acceptor: CompletionAcceptor,
  ): MaybePromise<void> {
    if (isInComment(context) || isGlued(context)) return undefined;
    if (GrammarAST.isRuleCall(next.feature) && next.feature.rule.ref?.name === 'NUMBER') {
      this.completionForNumber(context, next.feature, acceptor);
      return undefined;
    }
    if (GrammarAST.isRuleCall(next.feature) && next.feature.rule.ref?.name === 'STRING') {
      this.completionForPath(context, acceptor);
      return undefined;
    }
    return super.completionFor(context, next, acceptor);
  }

  /**
   * Langium needs the node that holds the reference. That node may not exist yet, or may end just
   * before the cursor, so this method finds it or makes it up.
   */
  protected override completionForCrossReference(
    context: CompletionContext,
    next: NextFeature<GrammarAST.CrossReference>,
    acceptor: CompletionAcceptor,
  ): MaybePromise<void> {
    const type = next.type ?? nodeTypeAt(next.feature);
    let owner = context.node;
    while (owner !== undefined && owner.$type !== type) owner = owner.$container;
    const block = context.node === undefined ? undefined : (blockOf(context.node) ?? context.node);
    if (next.type === undefined && owner !== undefined) {
      return super.completionForCrossReference({ ...context, node: owner }, next, acceptor);
    }
    if (block === undefined) return undefined;
    return super.completionForCrossReference(
      { ...context, node: block },
      { ...next, type },
      acceptor,
    );
  }

  /** Offers the paths of known files that are not imported yet. */
  private completionForPath(context: CompletionContext, acceptor: CompletionAcceptor): void {
    const { document, textDocument } = context;
    const range = {
      start: textDocument.positionAt(context.tokenOffset),
      end: textDocument.positionAt(context.tokenEndOffset),
    };
    const imported = new Set(
      importsOf(document).map((line) => importedUri(document.uri, line.path ?? '')?.toString()),
    );
    for (const { uri } of this.documents.all) {
      if (UriUtils.equals(uri, document.uri) || imported.has(uri.toString())) continue;
      const label = `"${importPath(document.uri, uri)}"`;
      acceptor(context, {
        label,
        detail: importAll(),
        kind: CompletionItemKind.File,
        textEdit: { range, newText: label },
      });
    }
  }

  protected override completionForKeyword(
    context: CompletionContext,
    keyword: GrammarAST.Keyword,
    acceptor: CompletionAcceptor,
  ): void {
    const rule = nodeTypeAt(keyword);
    const typed = this.typed(context);
    if (!/^[A-Za-z]/.test(keyword.value)) return;
    if (typed !== keyword.value && !fits(rule, keyword.value, context.node, this.visibility.homeOf))
      return;
    const meaning = documentationOfKeyword(keyword);
    acceptor(context, {
      label: keyword.value === 'kernel' ? 'kernel latency' : keyword.value,
      kind: isDeclarationWord(rule, keyword.value)
        ? CompletionItemKind.Class
        : CompletionItemKind.Keyword,
      ...(meaning === undefined ? {} : { detail: meaning, documentation: meaning }),
      sortText: `1${keyword.value}`,
    });
    if (isDeclarationWord(rule, keyword.value))
      this.offerSnippets(context, keyword.value, acceptor);
  }

  private offerSnippets(
    context: CompletionContext,
    word: string,
    acceptor: CompletionAcceptor,
  ): void {
    const empty =
      word === 'machine' && importsOf(context.document).length === 0 && isBlank(context);
    const offered = declarationSnippets.filter(({ label }) => label.startsWith(`${word} `));
    for (const snippet of empty ? [wholeFile, ...offered] : offered)
      acceptor(context, snippetItem(snippet));
  }

  private completionForNumber(
    context: CompletionContext,
    call: GrammarAST.RuleCall,
    acceptor: CompletionAcceptor,
  ): void {
    const rule = nodeTypeAt(call);
    const property = AstUtils.getContainerOfType(call, GrammarAST.isAssignment)?.feature ?? '';
    const behind = context.textDocument.getText().slice(context.tokenEndOffset);
    const written = /^[ \t]*(GHz|%|cycles)/.exec(behind)?.[1];
    this.numbersAt(rule, property, context).forEach(({ label, detail }, order) => {
      // The text keeps a unit that is written already.
      if (written !== undefined && !label.endsWith(written)) return;
      acceptor(context, {
        label,
        insertText: written === undefined ? label : label.slice(0, -written.length).trimEnd(),
        detail,
        kind: CompletionItemKind.Value,
        sortText: `0${String(order).padStart(2, '0')}`,
      });
    });
  }

  private numbersAt(
    rule: string,
    property: string,
    context: CompletionContext,
  ): readonly NumberItem[] {
    const { node } = context;
    if (rule === 'CoreList') {
      const machine = node === undefined ? undefined : AstUtils.getContainerOfType(node, isMachine);
      return machine === undefined ? [] : coresForPool(divideCores(machine).own.cores);
    }
    const kind = kindOfValue(rule, property);
    if (kind === undefined) return [];
    const cores = property === 'core' ? this.coresAt(node) : undefined;
    return numbersFor(kind, this.typed(context), cores);
  }

  /** The cores of the machine or pool that the domain around a node stands on. */
  private coresAt(node: AstNode | undefined): readonly number[] | undefined {
    const domain = node === undefined ? undefined : AstUtils.getContainerOfType(node, isDomain);
    const home = domain === undefined ? undefined : this.visibility.homeOf(domain);
    return home === undefined || coreCount(machineIn(home)) === undefined
      ? undefined
      : coresOf(home);
  }

  private typed({ textDocument, tokenOffset, offset }: CompletionContext): string {
    return textDocument.getText().slice(tokenOffset, offset);
  }

  /** The visible names, and names of other files; choosing one of those adds its import. */
  protected override getReferenceCandidates(
    refInfo: ReferenceInfo,
    context: CompletionContext,
  ): Stream<AstNodeDescription> {
    const { homeOf } = this.visibility;
    const all = super.getReferenceCandidates(refInfo, context).toArray();
    const visible = meantByAction(all, refInfo, context.tokenOffset, homeOf);
    if (isPlanAction(refInfo.container) && refInfo.property === 'machine')
      return stream(visible.filter(({ node }) => isMachine(node) && hasPlans(node)));
    if (isPlanAction(refInfo.container) && refInfo.property === 'pool')
      return stream(visible.filter(({ node }) => isPool(node) && node.plans.length > 0));
    const type = this.astReflection.getReferenceType(refInfo);
    if (isMember(type) || actsOnRunning(refInfo)) return stream(visible);
    const names = new Set(all.map(({ name }) => name));
    const others = this.index.allElements(type).filter(({ name }) => !names.has(name));
    const known = type === 'Machine' ? withPools(visible, refInfo, this.descriptions) : visible;
    return stream([...known, ...others]);
  }

  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    { container }: ReferenceInfo,
    context: CompletionContext,
  ): CompletionValueItem {
    const { uri } = context.document;
    const kind = nameOfType(description.type);
    const visible = this.visibility.ofDocument(context.document).documents;
    const imported = visible.some((document) =>
      UriUtils.equals(document.uri, description.documentUri),
    );
    const path = importPath(uri, description.documentUri);
    const here = UriUtils.equals(uri, description.documentUri);
    const written = isDotted(description)
      ? description.written
      : isSwitchEnd(container)
        ? writtenSwitchEnd(description.name)
        : writtenName(description.name);
    return {
      nodeDescription: description,
      label: description.name,
      ...(written === description.name ? {} : { insertText: written }),
      kind: this.nodeKindProvider.getCompletionItemKind(description),
      detail: here
        ? ofThisFile(kind)
        : imported
          ? ofImportedFile({ kind, path })
          : ofFileToImport({ kind, path }),
      ...(imported ? {} : { additionalTextEdits: [importEdit(context, path)] }),
      sortText: imported ? `0${description.name}` : `2${description.name}`,
    };
  }
}

function isDeclarationWord(rule: string, word: string): boolean {
  return (
    rule.toLowerCase() === word &&
    ['machine', 'pool', 'domain', 'taskset', 'scenario', 'overheads', 'import'].includes(word)
  );
}

/** Whether the cursor stands in a comment. One to the end of the line has its end, too. */
function isInComment({ document, offset }: CompletionContext): boolean {
  const root = document.parseResult.value.$cstNode;
  const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset - 1);
  if (leaf?.hidden !== true || !leaf.text.startsWith('/')) return false;
  return offset < leaf.end || leaf.text.startsWith('//');
}

/** Whether what is offered would begin right behind a word or a number, and become a part of it. */
function isGlued({ textDocument, tokenOffset, offset }: CompletionContext): boolean {
  if (tokenOffset < offset) return false;
  return /[\w\x22%]$/.test(textDocument.getText().slice(Math.max(tokenOffset - 1, 0), tokenOffset));
}

/** Whether the file holds nothing but the word under the cursor. */
function isBlank({ textDocument, tokenOffset, tokenEndOffset }: CompletionContext): boolean {
  const text = textDocument.getText();
  return (text.slice(0, tokenOffset) + text.slice(tokenEndOffset)).trim() === '';
}

function snippetItem({ label, detail, body }: Snippet): CompletionValueItem {
  const text = snippetDetails[detail]();
  return {
    label,
    detail: text,
    documentation: text,
    insertText: body,
    insertTextFormat: InsertTextFormat.Snippet,
    kind: CompletionItemKind.Snippet,
    sortText: `3${label}`,
  };
}

/** The edit that adds an import: behind the last import, else at the beginning of the file. */
function importEdit({ document }: Pick<CompletionContext, 'document'>, path: string): TextEdit {
  const last = importsOf(document).findLast(
    (line) => isImport(line) && line.$cstNode !== undefined,
  )?.$cstNode;
  const at = last === undefined ? { line: 0, character: 0 } : last.range.end;
  return {
    range: { start: at, end: at },
    newText: last === undefined ? `import "${path}"\n` : `\nimport "${path}"`,
  };
}

/** The declaration around a node, or the node itself. */
function blockOf(node: AstNode): AstNode | undefined {
  let block: AstNode | undefined = node;
  while (block !== undefined && block.$container?.$type !== 'File') block = block.$container;
  return block;
}

/** Whether a machine, or a pool of it, has plans to change between. */
function hasPlans({ plans, pools }: Machine): boolean {
  return [plans, ...pools.map((pool) => pool.plans)].some((all) => all.length > 0);
}
