import {
  NotificationType,
  type Range,
  RequestType,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { Translations } from '../messages/locale.ts';
import type { MachineAnalysis, VerdictKind } from '../scheduling/model/analysis.ts';
import type { CompletedModel } from '../scheduling/model/completed.ts';
import type { Element } from '../scheduling/model/element.ts';
import type { SystemModel } from '../scheduling/model/model.ts';

/**
 * The messages between server and client beyond the Language Server Protocol: one name for each
 * message, with its type. All messages are plain data.
 */

/** The client's properties at the start of the server. */
export interface InitializationOptions {
  /**
   * The client's commands, called with a document's address and an `Element`. Lenses call no
   * others.
   */
  readonly commands?: readonly string[];
  /**
   * The address of the folder with the pages that explain codes, `docs/codes` of this project. The
   * client must be able to open it.
   */
  readonly codePages?: string;
  /** The address of the worker's program for a server in a browser. */
  readonly analysisProgram?: string;
  /** The server's sentences in the client's language. The default is English. */
  readonly translations?: Translations;
}

/** A file's verdict; `invalid` if errors in the text prevent one. */
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
  /** The file to check. The default is each file of the workspace that the server knows. */
  readonly uri?: string;
}

/**
 * Client to server: finish the analysis of the present text and return the results, one for each
 * file.
 */
export const Check = {
  type: new RequestType<CheckParams, readonly FileResult[], void>('hypersched/check'),
} as const;

export interface SystemParams {
  readonly uri: string;
}

/** The system that a file and all its imports describe. */
export interface SystemDescription {
  readonly uri: string;
  readonly model: SystemModel;
  /** The system with the analysis' choices; `null` if it has not been analyzed yet. */
  readonly completed: CompletedModel | null;
  /** The machines whose verdicts a search has told. */
  readonly searched: readonly MachineAnalysis[];
  readonly places: readonly ElementDescription[];
  /** The number of errors in the text. Parts of the system may be missing if there are any. */
  readonly errors: number;
}

/** An element of the model and its place in the text. */
export interface ElementDescription {
  readonly element: Element;
  readonly uri: string;
  /** The range of the whole member. */
  readonly range: Range;
  readonly name: Range;
}

/**
 * Client to server: the system of a file by its present text; `null` if the server does not know
 * the file.
 */
export const DescribeSystem = {
  type: new RequestType<SystemParams, SystemDescription | null, void>('hypersched/system'),
} as const;

/** A number of an element, in ns, to write into the text. */
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
 * Client to server: the edit that makes these changes; `null` if one of the elements is not written
 * anywhere.
 */
export const EditAttributes = {
  type: new RequestType<EditParams, WorkspaceEdit | null, void>('hypersched/editAttributes'),
} as const;

/** The windows chosen for a file's machines, or the reason that nothing is changed. */
export type WindowsChosen =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit }
  | { readonly kind: 'nothing'; readonly message: string };

/**
 * Client to server: choose all windows of a file's frames anew, and give the edit that writes them
 * in place of the present ones.
 */
export const ChooseWindows = {
  type: new RequestType<SystemParams, WindowsChosen, void>('hypersched/chooseWindows'),
} as const;

/** The outcome of a longer search, in a sentence. */
export interface SearchedLonger {
  readonly kind: 'decided' | 'open' | 'nothing';
  readonly message: string;
}

/**
 * Client to server: search on, ten times as long as before, for verdicts of a file's machines that
 * a search has left open. The findings follow as after each analysis.
 */
export const SearchLonger = {
  type: new RequestType<SystemParams, SearchedLonger, void>('hypersched/searchLonger'),
} as const;

export interface WriteOverheadsParams {
  readonly uri: string;
  /** The name of the block, a plain one. */
  readonly name: string;
  /** The whole block as text of the language. */
  readonly block: string;
}

/** The edit that writes measured overheads. */
export interface OverheadsWritten {
  readonly edit: WorkspaceEdit;
  /** The machines of the file that keep other overheads. */
  readonly charging: readonly string[];
}

/**
 * Client to server: write an `overheads` block into a file, where machines without overheads
 * charge it; `null` if the file cannot be parsed.
 */
export const WriteOverheads = {
  type: new RequestType<WriteOverheadsParams, OverheadsWritten | null, void>(
    'hypersched/writeOverheads',
  ),
} as const;

export interface CompareParams {
  readonly uri: string;
  /** The scenario to play. The default is each of the file. */
  readonly scenario?: string;
}

/** A scenario with its admission tests in either place, put into words. */
export interface ComparedScenario {
  readonly title: string;
  readonly about: string;
  readonly note: string | null;
  readonly tables: readonly {
    readonly heads: readonly string[];
    readonly rows: readonly {
      readonly name: string;
      readonly values: readonly string[];
      /** The time to draw beside each value, in ns; empty without any. */
      readonly bars: readonly number[];
    }[];
  }[];
}

/** The comparison of each scenario, or the reason that there is none. */
export type PlacementsCompared =
  | { readonly kind: 'compared'; readonly scenarios: readonly ComparedScenario[] }
  | { readonly kind: 'nothing'; readonly message: string };

/** Client to server: play scenarios with their admission tests in Dom0 and in the hypervisor. */
export const ComparePlacements = {
  type: new RequestType<CompareParams, PlacementsCompared, void>('hypersched/comparePlacements'),
} as const;

export interface TreeParams {
  /**
   * The file whose systems are wanted. The default is each system of the workspace that the server
   * knows.
   */
  readonly uri?: string;
}

/**
 * The verdicts of one system, as a tree: machines, cores, domains, VCPUs, tasks; then scenarios and
 * their steps.
 */
export interface SystemTree {
  /** The root of the system. */
  readonly uri: string;
  readonly verdict: FileVerdict;
  readonly nodes: readonly VerdictNode[];
}

/** Whether an element is proven. `soft`: only soft tasks can miss. */
export type NodeState = VerdictKind | 'soft' | 'admitted' | 'refused';

/** One element of a system with the analysis' results. */
export interface VerdictNode {
  readonly element: Element;
  readonly name: string;
  /** Whether it is a pool of the machine above it. */
  readonly pool?: true;
  readonly state: NodeState;
  /** The used share of its cores, 1 for all of it; absent if it has no meaning. */
  readonly utilization?: number;
  /** Its numbers in a few words; empty without any. */
  readonly detail: string;
  /** Whether *Why* shows a run of its VCPUs in which a budget comes late. */
  readonly isLate?: true;
  /** The place of its name; absent if it is not written. */
  readonly place?: { readonly uri: string; readonly range: Range };
  readonly children: readonly VerdictNode[];
}

/**
 * Client to server: the latest verdicts, without a wait for a running analysis; none for a file
 * that has not been analyzed yet.
 */
export const VerdictTrees = {
  type: new RequestType<TreeParams, readonly SystemTree[], void>('hypersched/verdictTrees'),
} as const;

export interface ElementParams {
  /** The root of the element's system. */
  readonly uri: string;
  readonly element: Element;
}

/**
 * Client to server: the analysis' results for an element, as Markdown; `null` if there are none.
 */
export const DescribeElement = {
  type: new RequestType<ElementParams, string | null, void>('hypersched/describeElement'),
} as const;

export interface ExpectationsParams {
  /** The file with the expectations. The default is each file that the server knows. */
  readonly uri?: string;
}

/** A comment `// expect: …` of a file, and whether it holds. */
export interface ExpectationResult {
  readonly range: Range;
  /** The text behind `expect:`. */
  readonly text: string;
  /** The reason why it does not hold; `null` if it holds. */
  readonly unmet: string | null;
}

export interface FileExpectations {
  readonly uri: string;
  readonly expectations: readonly ExpectationResult[];
}

/**
 * Client to server: finish the analysis of the present text and return the files that have
 * expectations.
 */
export const Expectations = {
  type: new RequestType<ExpectationsParams, readonly FileExpectations[], void>(
    'hypersched/expectations',
  ),
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
 * Server to client: files that only the editor can read, as in a browser or a remote workspace. The
 * answer to each is `null` if there is no such file or folder.
 */
export const ClientFile = {
  kind: new RequestType<FileParams, FileKind | null, void>('hypersched/file/kind'),
  read: new RequestType<FileParams, string | null, void>('hypersched/file/read'),
  list: new RequestType<FileParams, readonly FolderEntry[] | null, void>('hypersched/file/list'),
} as const;
