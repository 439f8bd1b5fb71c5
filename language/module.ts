import { createGrammarConfig, inject, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  type LangiumServices,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import { registerChecks } from './checks/run.ts';
import { HyperschedDocumentValidator } from './checks/validator.ts';
import { createBoundedCompletionParser } from './completion/completion-parser.ts';
import { HyperschedCompletionProvider } from './completion/completion-provider.ts';
import { HyperschedDocumentSymbolProvider } from './editing/document-symbols.ts';
import { HyperschedSemanticTokenProvider } from './editing/semantic-tokens.ts';
import { signatureHelp } from './editing/signature-help.ts';
import { formatter } from './formatting/formatter.ts';
import { HyperschedGeneratedModule, HyperschedGeneratedSharedModule } from './generated/module.ts';
import { HyperschedDefinitionProvider } from './references/definition-provider.ts';
import { HyperschedDocumentBuilder } from './references/document-builder.ts';
import { ImportLinkProvider } from './references/import-links.ts';
import { HyperschedLinker } from './references/linker.ts';
import { HyperschedReferenceDescriptions } from './references/reference-descriptions.ts';
import { HyperschedRenameProvider } from './references/rename-provider.ts';
import { HyperschedScopeComputation, HyperschedScopeProvider } from './references/scope.ts';
import { Visibility } from './references/visible.ts';
import { HyperschedServiceRegistry } from './service-registry.ts';
import { HyperschedLexer } from './syntax/lexer.ts';
import { HyperschedLexerMessages } from './syntax/lexer-messages.ts';
import { HyperschedParserMessages } from './syntax/messages.ts';
import { nodeKinds } from './syntax/node-kinds.ts';
import { createRecoveringParser } from './syntax/parser/recovering-parser.ts';
import { HyperschedTokenBuilder } from './syntax/token-builder.ts';
import { HyperschedValueConverter } from './syntax/value-converter.ts';

/** The services that the language adds to Langium's. */
interface HyperschedAddedServices {
  readonly parser: {
    readonly LexerErrorMessageProvider: HyperschedLexerMessages;
    readonly ParserErrorMessageProvider: HyperschedParserMessages;
  };
  readonly references: {
    readonly Visibility: Visibility;
  };
}

export type HyperschedServices = LangiumServices & HyperschedAddedServices;

const languageModule: Module<HyperschedServices, PartialLangiumServices & HyperschedAddedServices> =
  {
    parser: {
      GrammarConfig: (services) => ({ ...createGrammarConfig(services), nameRegexp: /[\w"-]/ }),
      TokenBuilder: () => new HyperschedTokenBuilder(),
      ValueConverter: () => new HyperschedValueConverter(),
      Lexer: (services) => new HyperschedLexer(services, services.parser.LexerErrorMessageProvider),
      LangiumParser: (services) => createRecoveringParser(services),
      CompletionParser: (services) => createBoundedCompletionParser(services),
      LexerErrorMessageProvider: () => new HyperschedLexerMessages(),
      ParserErrorMessageProvider: () => new HyperschedParserMessages(),
    },
    references: {
      Linker: (services) => new HyperschedLinker(services),
      Visibility: (services) => new Visibility(services.shared),
      ScopeComputation: (services) => new HyperschedScopeComputation(services),
      ScopeProvider: (services) =>
        new HyperschedScopeProvider(services, services.references.Visibility),
    },
    lsp: {
      CompletionProvider: (services) =>
        new HyperschedCompletionProvider(services, services.references.Visibility),
      DefinitionProvider: (services) => new HyperschedDefinitionProvider(services),
      DocumentLinkProvider: (services) => new ImportLinkProvider(services),
      DocumentSymbolProvider: (services) => new HyperschedDocumentSymbolProvider(services),
      Formatter: () => formatter,
      SignatureHelp: () => signatureHelp,
      SemanticTokenProvider: (services) => new HyperschedSemanticTokenProvider(services),
      RenameProvider: (services) =>
        new HyperschedRenameProvider(services, services.references.Visibility),
    },
    workspace: {
      ReferenceDescriptionProvider: (services) => new HyperschedReferenceDescriptions(services),
    },
    validation: {
      DocumentValidator: (services) =>
        new HyperschedDocumentValidator(services, services.parser.ParserErrorMessageProvider),
    },
  };

const sharedModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  ServiceRegistry: (services) => new HyperschedServiceRegistry(services),
  lsp: {
    NodeKindProvider: () => nodeKinds,
  },
  workspace: {
    DocumentBuilder: (services) => new HyperschedDocumentBuilder(services),
  },
};

/** The server's services that replace the language's own. */
export interface AddedModules {
  readonly shared?: Module<LangiumSharedServices, PartialLangiumSharedServices>;
  readonly language?: Module<HyperschedServices, PartialLangiumServices>;
}

/**
 * Creates the language's services. The context supplies the file system and the connection to an
 * editor, where there is one; nothing here needs Node.
 */
export function createHyperschedServices(
  context: DefaultSharedModuleContext,
  added: AddedModules = {},
): {
  readonly shared: LangiumSharedServices;
  readonly Hypersched: HyperschedServices;
} {
  const shared = inject(
    createDefaultSharedModule(context),
    HyperschedGeneratedSharedModule,
    sharedModule,
    added.shared,
  );
  const Hypersched = inject(
    createDefaultModule({ shared }),
    HyperschedGeneratedModule,
    languageModule,
    added.language,
  );
  shared.ServiceRegistry.register(Hypersched);
  registerChecks(Hypersched);
  return { shared, Hypersched };
}
