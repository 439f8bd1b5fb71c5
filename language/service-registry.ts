import {
  DefaultServiceRegistry,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type URI,
} from 'langium';

/**
 * Knows the language of a document for as long as the document is known. Langium forgets that of a
 * text without a file as soon as the text is closed, for its name tells nothing. A build before the
 * document is deleted would fail then, and end the server.
 */
export class HyperschedServiceRegistry extends DefaultServiceRegistry {
  private readonly shared: LangiumSharedCoreServices;

  constructor(shared: LangiumSharedCoreServices) {
    super(shared);
    this.shared = shared;
  }

  override getServices(uri: URI): LangiumCoreServices {
    const [only] = this.all;
    return only !== undefined && this.shared.workspace.LangiumDocuments.hasDocument(uri)
      ? only
      : super.getServices(uri);
  }
}
