import type { AstNode, LangiumDocument } from 'langium';
import type { HyperschedAstType, Import } from '../generated/ast.ts';
import type { Place } from '../places.ts';
import type { HomeOf, MachineOf, Visible } from '../references/visible.ts';

export type Severity = 'error' | 'warning' | 'hint';

/**
 * A problem that a check found: its place, its words for people, and the data that a quick fix
 * needs.
 */
export interface Problem {
  /** One of the check's codes. The default is its first one. */
  readonly code?: string;
  readonly message: string;
  readonly node: AstNode;
  /** The part of the node that is marked. The default is the whole node. */
  readonly property?: string;
  readonly index?: number;
  readonly related?: readonly Related[];
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Related {
  readonly message: string;
  readonly place: Place;
}

export type Report = (problem: Problem) => void;

/** The surroundings of a node that a check may look at. */
export interface CheckContext {
  readonly visible: Visible;
  readonly machineOf: MachineOf;
  readonly homeOf: HomeOf;
  /** The declarations that another file sees. */
  visibleFrom(document: LangiumDocument): Visible;
  /** The file that an import line means, where there is one. */
  imported(line: Import): LangiumDocument | undefined;
  /** Whether there is a file that an import line means. */
  isKnown(path: string): boolean;
  /** Whether an import line names something that is no file: a pipe, a device or a folder. */
  isSpecial(path: string): boolean;
  /** Whether any file refers to a node. */
  isReferredTo(node: AstNode): boolean;
}

/** One rule of the language, with the codes its problems carry. */
export interface Check {
  readonly codes: readonly [string, ...string[]];
  readonly severity: Severity;
  readonly on: keyof HyperschedAstType;
  readonly run: (node: AstNode, report: Report, context: CheckContext) => void;
}

export function check<K extends keyof HyperschedAstType>(
  on: K,
  codes: string | readonly [string, ...string[]],
  severity: Severity,
  run: (node: HyperschedAstType[K], report: Report, context: CheckContext) => void,
): Check {
  return {
    codes: typeof codes === 'string' ? [codes] : codes,
    severity,
    on,
    // The runner calls a check with nodes of its type only.
    run: run as Check['run'],
  };
}
