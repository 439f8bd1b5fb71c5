import type { Event, LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FileResult } from '../server/protocol.ts';

/** What a command or a view may use. */
export interface Session {
  readonly client: BaseLanguageClient;
  readonly log: LogOutputChannel;
  /**
   * Fired after each analysis of a file. The client itself keeps one listener for a notification,
   * no more.
   */
  readonly onAnalysis: Event<FileResult>;
}
