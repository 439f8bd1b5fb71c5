import type { AstNode, LangiumDocument } from 'langium';
import type { HyperschedAstType, Import } from '../generated/ast.ts';
import type { Place } from '../places.ts';
import type { MachineOf, Visible } from '../references/visible.ts';

export type Severity = 'error' | 'warning' | 'hint';

/** What a check has found: where, in words for people, and what a quick fix may want to know. */
export interface Problem {
  /** One of the check's codes; its first where none is said. */
  readonly code?: string;
  readonly message: string;
  readonly node: AstNode;
  /** The part of the node that is marked; the whole node where none is said. */
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

/** What a check may look at besides its node. */
export interface CheckContext {
  readonly visible: Visible;
  readonly machineOf: MachineOf;
  /** What another file sees. */
  visibleFrom(document: LangiumDocument): Visible;
  /** The file that an import line means, where there is one. */
  imported(line: Import): LangiumDocument | undefined;
  /** Whether there is a file that an import line means. */
  isKnown(path: string): boolean;
  /** Whether an import line means what is no file: a pipe, a device or a folder. */
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
    // The runner gives a check only nodes of its type.
    run: run as Check['run'],
  };
}
