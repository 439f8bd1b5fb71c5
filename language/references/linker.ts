import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  Cancellation,
  DefaultLinker,
  interruptAndCheck,
  isReference,
  type LangiumDocument,
  type LinkingError,
  type ReferenceInfo,
  UriUtils,
} from 'langium';
import type { LangiumServices } from 'langium/lsp';
import { didYouMean } from '../../messages/syntax/expected.ts';
import { declaredIn, unknownName, unwrittenVcpu } from '../../messages/syntax/unknown-name.ts';
import { isDomain } from '../generated/ast.ts';
import { nameOfType } from '../syntax/kind-names.ts';
import { referencesBelow } from '../syntax/walk.ts';
import { importPath } from './imports.ts';
import { namesIn } from './scope.ts';
import { nearest } from './suggest.ts';

/** The facts about an unknown name that a quick fix needs. */
export interface UnknownName extends LinkingError {
  readonly name: string;
  readonly kind: string;
  readonly nearest: string | undefined;
  /** A sentence with the likely meaning or a remedy; undefined where there is none. */
  readonly meant: string | undefined;
  /** The import paths of files that declare the name. */
  readonly imports: readonly string[];
}

/** The linker looks up this many names before a newer text may have its turn. */
const LINKS_BETWEEN_PAUSES = 256;

/** Links names, and tells people about an unknown name and its likely meaning. */
export class HyperschedLinker extends DefaultLinker {
  private readonly index: LangiumServices['shared']['workspace']['IndexManager'];

  constructor(services: LangiumServices) {
    super(services);
    this.index = services.shared.workspace.IndexManager;
  }

  /** Does the same as Langium's method in a fraction of the time. */
  override async link(
    document: LangiumDocument,
    cancelToken: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<void> {
    for (const [index, info] of referencesBelow(document.parseResult.value).entries()) {
      if (index % LINKS_BETWEEN_PAUSES === 0) await interruptAndCheck(cancelToken);
      this.doLink(info, document);
    }
  }

  protected override createLinkingError(
    refInfo: ReferenceInfo,
    target?: AstNodeDescription,
  ): UnknownName {
    const name = refInfo.reference.$refText;
    const type = this.reflection.getReferenceType(refInfo);
    const kind = nameOfType(type);
    const { scopeProvider } = this;
    const near = once(() => nearest(name, namesIn(scopeProvider.getScope(refInfo))));
    const imports = once(() =>
      isMember(type) ? [] : this.importsThatDeclare(refInfo, type, name),
    );
    const hint = (paths: readonly string[]) => this.hint(refInfo, type, paths);
    // Getters delay the search for the likely meaning: Langium reads the message often, and many
    // names may be unknown while a person types.
    return {
      info: refInfo,
      ...(target === undefined ? {} : { targetDescription: target }),
      name,
      kind,
      get nearest() {
        return near();
      },
      get imports() {
        return imports();
      },
      message: unknownName({ kind, name: shortened(name), domain: containerAt(refInfo) }),
      get meant() {
        const meant = this.nearest;
        return meant === undefined ? hint(this.imports) : didYouMean(meant);
      },
    };
  }

  private importsThatDeclare(refInfo: ReferenceInfo, type: string, name: string): string[] {
    const { uri } = AstUtils.getDocument(refInfo.container);
    const elsewhere = this.index
      .allElements(type)
      .filter((element) => element.name === name && !UriUtils.equals(element.documentUri, uri));
    return [...new Set(elsewhere.map((element) => importPath(uri, element.documentUri)))].sort();
  }

  private hint(
    refInfo: ReferenceInfo,
    type: string,
    imports: readonly string[],
  ): string | undefined {
    const [path] = imports;
    if (path !== undefined) return declaredIn(path);
    if (type !== 'Vcpu') return undefined;
    const none = this.scopeProvider.getScope(refInfo).getAllElements().isEmpty();
    return none ? unwrittenVcpu() : undefined;
  }
}

/** Whether such elements stand in a machine or a domain, so that no import brings them. */
export function isMember(type: string): boolean {
  return type === 'Vcpu' || type === 'Task' || type === 'Pool' || type === 'Plan';
}

/** Found when it is asked for first, and kept. */
function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** The domain or machine that would have to hold the unknown VCPU, task, pool or plan. */
function containerAt({ container, property }: ReferenceInfo): string | undefined {
  if (property === 'plan')
    return textOfReference(container, 'pool') ?? textOfReference(container, 'machine');
  if (property === 'pool') return textOfReference(container, 'machine');
  if (property !== 'vcpu' && property !== 'task') return undefined;
  return (
    textOfReference(container, 'domain') ?? AstUtils.getContainerOfType(container, isDomain)?.name
  );
}

function textOfReference(node: AstNode, property: string): string | undefined {
  const reference: unknown = Reflect.get(node, property);
  return isReference(reference) ? reference.$refText : undefined;
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}
