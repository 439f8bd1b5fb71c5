import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

/** The findings of one analyzed system, by their document. */
export type FindingsByDocument = ReadonlyMap<string, readonly Diagnostic[]>;

const NOTHING: FindingsByDocument = new Map();

/**
 * The content of the Problems view. The text of a document and the analysis of each of its systems
 * write on layers of their own, so neither erases the other. A document is sent again only when its
 * diagnostics or its version change: an editor moves diagnostics as the text around them is edited.
 */
export class DiagnosticsBoard {
  readonly #text = new Map<string, readonly Diagnostic[]>();
  readonly #systems = new Map<string, FindingsByDocument>();
  readonly #touched = new Set<string>();
  readonly #sent = new Map<string, string>();
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #shown: (diagnostic: Diagnostic) => readonly Diagnostic[];

  /** `shown` gives a finding as it is shown, which may be not at all. */
  constructor(
    send: (params: PublishDiagnosticsParams) => void,
    shown: (diagnostic: Diagnostic) => readonly Diagnostic[] = (diagnostic) => [diagnostic],
  ) {
    this.#send = send;
    this.#shown = shown;
  }

  /** Replaces the diagnostics of a document's text. */
  setText(uri: string, diagnostics: readonly Diagnostic[]): void {
    this.#text.set(uri, diagnostics);
    this.#touched.add(uri);
  }

  removeText(uri: string): void {
    this.#text.delete(uri);
    this.#touched.add(uri);
  }

  /** Replaces the findings of the system rooted at `root`, in all documents. */
  setFindings(root: string, findings: FindingsByDocument): void {
    for (const uri of (this.#systems.get(root) ?? NOTHING).keys()) this.#touched.add(uri);
    for (const uri of findings.keys()) this.#touched.add(uri);
    if (findings.size === 0) this.#systems.delete(root);
    else this.#systems.set(root, findings);
  }

  /** Drops the findings of all other systems. */
  keepSystems(roots: ReadonlySet<string>): void {
    for (const root of [...this.#systems.keys()]) {
      if (!roots.has(root)) this.setFindings(root, NOTHING);
    }
  }

  /**
   * The diagnostics of a document, those of the text first. Equal findings of several systems
   * appear once.
   */
  merged(uri: string): readonly Diagnostic[] {
    const merged = [...(this.#text.get(uri) ?? [])];
    const seen = new Set<string>();
    for (const findings of this.#systems.values()) {
      for (const diagnostic of (findings.get(uri) ?? []).flatMap(this.#shown)) {
        const key = JSON.stringify(diagnostic);
        if (seen.has(key)) continue;
        seen.add(key);
        merged.push(diagnostic);
      }
    }
    return merged;
  }

  /** Sends all documents again whose findings are shown otherwise now. */
  showAgain(versionOf?: (uri: string) => number | undefined): void {
    for (const findings of this.#systems.values()) {
      for (const uri of findings.keys()) this.#touched.add(uri);
    }
    this.publish(versionOf);
  }

  /** Sends each document whose diagnostics have changed since they were last sent. */
  publish(versionOf: (uri: string) => number | undefined = () => undefined): void {
    for (const uri of this.#touched) {
      const diagnostics = this.merged(uri);
      const version = versionOf(uri);
      const sent = this.#sent.get(uri);
      if (diagnostics.length === 0) {
        if (sent === undefined) continue;
        this.#sent.delete(uri);
      } else {
        const content = `${version} ${JSON.stringify(diagnostics)}`;
        if (content === sent) continue;
        this.#sent.set(uri, content);
      }
      this.#send({
        uri,
        ...(version === undefined ? {} : { version }),
        diagnostics: [...diagnostics],
      });
    }
    this.#touched.clear();
  }
}
