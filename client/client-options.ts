import { type LogOutputChannel, Uri } from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import type { Translations } from '../messages/locale.ts';
import type { InitializationOptions } from '../server/protocol.ts';

/**
 * The client selects these schemes only: with any scheme, the left side of a diff would declare
 * every name a second time.
 */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

/** The commands that the server's lenses, hovers and quick fixes may call. */
const commands = [
  'hypersched.simulate',
  'hypersched.showWhy',
  'hypersched.searchLonger',
  'hypersched.comparePlacements',
];

export function clientOptions(
  outputChannel: LogOutputChannel,
  extension: Uri,
  translations: Translations | undefined,
): LanguageClientOptions {
  return {
    documentSelector: schemes.map((scheme) => ({ scheme, language: 'hypersched' })),
    diagnosticCollectionName: 'hypersched',
    initializationOptions: {
      commands,
      codePages: Uri.joinPath(extension, 'docs', 'codes').toString(),
      analysisProgram: Uri.joinPath(extension, 'dist', 'server', 'analysis.js').toString(true),
      ...(translations === undefined ? {} : { translations }),
    } satisfies InitializationOptions,
    outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    progressOnInitialization: true,
    markdown: { isTrusted: { enabledCommands: commands }, supportThemeIcons: true },
  };
}
