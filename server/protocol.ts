import {
  NotificationType,
  type Range,
  RequestType,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { Translations } from '../messages/locale.ts';
import type { VerdictKind } from '../scheduling/model/analysis.ts';
import type { CompletedModel } from '../scheduling/model/completed.ts';
import type { Element } from '../scheduling/model/element.ts';
import type { SystemModel } from '../scheduling/model/model.ts';

/**
 * What server and client say to each other beyond the Language Server Protocol: one name for each
 * message, holding its type. Everything sent is plain data.
 */

/** What a client says of itself when it starts the server. */
export interface InitializationOptions {
  /**
   * Commands that it has, called with a document's address and an `Element`; lenses call those
   * alone.
   */
  readonly commands?: readonly string[];
  /**
   * The folder with the pages that explain codes, `docs/codes` of this project, as an address that
   * the client can open.
   */
  readonly codePages?: string;
  /** Where a server in a browser finds the program of its worker. */
  readonly analysisProgram?: string;
  /** The server's sentences in the client's language; English without them. */
  readonly translations?: Translations;
}

/**
 * Of one file: a verdict, or `invalid` where errors in the text keep the analysis from saying one.
 */
export type FileVerdict = VerdictKind | 'invalid';

/** The result of one analysis of one file. */
export interface FileResult {
  readonly uri: string;
  readonly verdict: FileVerdict;
  /** The diagnostics published for the file, by severity. */
  readonly counts: { readonly errors: number; readonly warnings: number };
}

/** Server to client, after each analysis of a file, whoever asked for it. */
export const AnalysisFinished = {
  type: new NotificationType<FileResult>('hypersched/analysisFinished'),
} as const;

export interface CheckParams {
  /** The file to check; absent: every file of the workspace that the server knows. */
  readonly uri?: string;
}

/**
 * Client to server: finish the analysis of what is known now and say the results, one for each
 * file.
 */
export const Check = {
  type: new RequestType<CheckParams, readonly FileResult[], void>('hypersched/check'),
} as const;

export interface SystemParams {
  readonly uri: string;
}

/** The system that a file and all it imports describe. */
export interface SystemDescription {
  readonly uri: string;
  readonly model: SystemModel;
  /** The same with what the analysis chose for it; `null` where it has not been analyzed yet. */
  readonly completed: CompletedModel | null;
  readonly places: readonly ElementDescription[];
  /** Errors in the text: parts of the system may be missing. */
  readonly errors: number;
}

/** Where an element of the model is written. */
export interface ElementDescription {
  readonly element: Element;
  readonly uri: string;
  /** The whole member. */
  readonly range: Range;
  readonly name: Range;
}

/**
 * Client to server: the system of a file as the text is now; `null` where the server does not know
 * the file.
 */
export const DescribeSystem = {
  type: new RequestType<SystemParams, SystemDescription | null, void>('hypersched/system'),
} as const;

/** A number of an element, in ns, that is to be written into the text. */
export interface AttributeChange {
  readonly element: Element;
  readonly attribute: 'period' | 'budget' | 'wcet';
  readonly value: number;
}

export interface EditParams {
  readonly uri: string;
  readonly changes: readonly AttributeChange[];
}

/**
 * Client to server: the edit that makes these changes; `null` where one of the elements is not
 * written anywhere.
 */
export const EditAttributes = {
  type: new RequestType<EditParams, WorkspaceEdit | null, void>('hypersched/editAttributes'),
} as const;

export interface TreeParams {
  /**
   * The file whose systems are wanted; absent: every system of the workspace that the server knows.
   */
  readonly uri?: string;
}

/**
 * The verdicts of one system, as a tree: machines, cores, domains, VCPUs, tasks; then scenarios and
 * their steps.
 */
export interface SystemTree {
  /** The file that the system begins with. */
  readonly uri: string;
  readonly verdict: FileVerdict;
  readonly nodes: readonly VerdictNode[];
}

/** Whether an element keeps what it promises; `soft` where only what may miss can miss. */
export type NodeState = VerdictKind | 'soft' | 'admitted' | 'refused';

/** One element of a system and what the analysis says of it. */
export interface VerdictNode {
  readonly element: Element;
  readonly name: string;
  readonly state: NodeState;
  /** The share of its cores that is taken, 1 for all of it; absent where it has no meaning. */
  readonly utilization?: number;
  /** Its numbers in a few words; empty where there are none. */
  readonly detail: string;
  /** Where its name is written; absent where it is not. */
  readonly place?: { readonly uri: string; readonly range: Range };
  readonly children: readonly VerdictNode[];
}

/**
 * Client to server: the verdicts as they were last found, without waiting for what is being
 * analyzed; none of a file that has not been analyzed yet.
 */
export const VerdictTrees = {
  type: new RequestType<TreeParams, readonly SystemTree[], void>('hypersched/verdictTrees'),
} as const;

export interface ElementParams {
  /** The file that the element's system begins with. */
  readonly uri: string;
  readonly element: Element;
}

/**
 * Client to server: what the analysis says of an element, as Markdown; `null` where it says
 * nothing.
 */
export const DescribeElement = {
  type: new RequestType<ElementParams, string | null, void>('hypersched/describeElement'),
} as const;

export interface FileParams {
  readonly uri: string;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: FileKind;
}

export type FileKind = 'file' | 'folder';

/**
 * Server to client: files that only the editor can read, as in a browser or in a workspace that
 * lies elsewhere. The answer to each is `null` where there is no such file or folder.
 */
export const ClientFile = {
  kind: new RequestType<FileParams, FileKind | null, void>('hypersched/file/kind'),
  read: new RequestType<FileParams, string | null, void>('hypersched/file/read'),
  list: new RequestType<FileParams, readonly FolderEntry[] | null, void>('hypersched/file/list'),
} as const;
