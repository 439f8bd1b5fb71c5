import {
  type AstNode,
  AstUtils,
  type CstNode,
  GrammarAST,
  GrammarUtils,
  isCompositeCstNode,
} from 'langium';
import type { Range } from 'vscode-languageserver';
import { type Element, elementKey } from '../scheduling/model/element.ts';
import {
  isAddAction,
  isMachine,
  isPlan,
  isPool,
  isStep,
  type Step,
  type WindowLine,
} from './generated/ast.ts';
import { isOpenWindow } from './machines/open-window.ts';

/** A stretch of text. Lines and characters count from 0, as in the language server protocol. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** The place of one attribute. */
interface AttributePlace {
  /** The range from the keyword to the end of the value. */
  readonly whole: Place;
  /** The range of the value alone; the keyword where there is no value. */
  readonly value: Place;
}

/** The place of one element of the model. */
export interface ElementPlace {
  /** The whole member, from its opening word to its end. */
  readonly whole: Place;
  readonly name: Place;
  /** The `{` of a member that holds others. */
  readonly opening: Place | undefined;
  /**
   * Other lines that shape the element: for a task of a task set the `run` that brings it into the
   * domain, for a domain or a scenario none.
   */
  readonly related: readonly Place[];
  /** The lines with the plain windows of a VCPU, in the order written. */
  readonly windows: readonly Place[];
  /**
   * The place of an attribute, by its word (`budget`, `kernel latency`); undefined where it is not
   * written. A VCPU's `window` is the line that leaves its windows to the tool, in a plan or
   * outside of all.
   */
  attribute(word: string, plan?: string): AttributePlace | undefined;
}

/** Finds the places of a lowered model's elements. Each range is computed when it is asked for. */
export interface Places {
  find(element: Element): ElementPlace | undefined;
  /**
   * The elements that came from a node of the syntax tree: for a task of a task set, one in each
   * domain that runs it.
   */
  elementsOf(node: AstNode): readonly Element[];
}

/** The lowering's note about one element. */
export interface PlaceNote {
  readonly element: Element;
  readonly node: AstNode;
  readonly related?: AstNode;
  /** The windows of a VCPU, which its machine has, plain and in plans. */
  readonly windows?: readonly WindowLine[];
}

export function placesOf(notes: readonly PlaceNote[]): Places {
  let index: Map<string, PlaceNote> | undefined;
  return {
    find(element) {
      index ??= new Map(notes.map((note) => [elementKey(note.element), note]));
      const note = index.get(elementKey(element));
      return note === undefined ? undefined : elementPlace(note);
    },
    elementsOf: (node) => notes.filter((note) => note.node === node).map(({ element }) => element),
  };
}

function elementPlace({
  element,
  node,
  related,
  windows = [],
}: PlaceNote): ElementPlace | undefined {
  const cst = node.$cstNode;
  if (cst === undefined) return undefined;
  return {
    get whole() {
      const cores = element.kind === 'core' ? attributePlace(node, 'cores') : undefined;
      return cores?.whole ?? placeOf(node, cst);
    },
    get name() {
      return placeOf(node, GrammarUtils.findNodeForProperty(cst, 'name') ?? cst);
    },
    get opening() {
      const opening = GrammarUtils.findNodeForKeyword(cst, '{');
      return opening === undefined ? undefined : placeOf(node, opening);
    },
    get related() {
      return related?.$cstNode === undefined ? [] : [placeOf(related, related.$cstNode)];
    },
    get windows() {
      return windows.flatMap((line) => (planOf(line) === undefined ? (linePlace(line) ?? []) : []));
    },
    attribute: (word, plan) => {
      const line = windows.find((window) => isOpenWindow(window) && planOf(window) === plan);
      const open = word === 'window' ? linePlace(line) : undefined;
      return open === undefined ? attributePlace(node, word) : { whole: open, value: open };
    },
  };
}

/** The name of the plan that a window stands in; undefined outside of plans. */
function planOf({ $container }: WindowLine): string | undefined {
  return isPlan($container) ? $container.name : undefined;
}

function linePlace(line: AstNode | undefined): Place | undefined {
  return line?.$cstNode === undefined ? undefined : placeOf(line, line.$cstNode);
}

const properties: Readonly<Record<string, string>> = {
  'kernel latency': 'kernelLatency',
  'task-switch': 'taskSwitch',
  'major-frame': 'majorFrame',
  on: 'vcpu',
};

/** The first place of an attribute of a node. A machine's frame is that of its scheduler. */
function attributePlace(node: AstNode, word: string): AttributePlace | undefined {
  if (word === 'major-frame' && (isMachine(node) || isPool(node))) {
    const [scheduler] = node.scheduler;
    return scheduler === undefined ? undefined : attributePlace(scheduler, word);
  }
  if (isStep(node)) return placeInAction(node.action, word);
  const cst = node.$cstNode;
  const value = GrammarUtils.findNodeForProperty(cst, propertyOf(node, word));
  if (cst === undefined || value === undefined) return undefined;
  const [first, last] = keywordsAround(value);
  const { uri, range } = placeOf(node, value);
  const pool = word === 'on' ? GrammarUtils.findNodeForProperty(cst, 'pool') : undefined;
  const end = (pool ?? last).range.end;
  return {
    value: { uri, range: pool === undefined ? range : { start: range.start, end } },
    whole: { uri, range: { start: first.range.start, end } },
  };
}

/** The place of an attribute of an action, or of the task that it adds; `to` is where it goes. */
function placeInAction(
  action: Step['action'] | undefined,
  word: string,
): AttributePlace | undefined {
  if (action === undefined) return undefined;
  if (word !== 'to') return attributePlace(isAddAction(action) ? action.task : action, word);
  const cst = action.$cstNode;
  const [first, last] = isAddAction(action) ? ['domain', 'vcpu'] : ['machine', 'pool'];
  const start = GrammarUtils.findNodeForProperty(cst, first);
  if (start === undefined) return undefined;
  const end = GrammarUtils.findNodeForProperty(cst, last) ?? start;
  const { uri, range } = placeOf(action, start);
  const place = { uri, range: { start: range.start, end: end.range.end } };
  return { value: place, whole: place };
}

function propertyOf(node: AstNode, word: string): string {
  if (word === 'on' && (node.$type === 'Domain' || node.$type === 'Scenario')) return 'machine';
  return properties[word] ?? word;
}

/** The keywords of a value: those right before it, and a `GHz` or `%` right behind it. */
function keywordsAround(value: CstNode): readonly [CstNode, CstNode] {
  const siblings = isCompositeCstNode(value.container) ? value.container.content : [];
  const at = siblings.indexOf(value);
  let first = at;
  while (first > 0 && isWord(siblings[first - 1]) && !isWord(siblings[first])) first--;
  if (siblings[first - 1]?.text === 'kernel') first--;
  const next = siblings[at + 1]?.text;
  return [
    siblings[first] ?? value,
    (next === 'GHz' || next === '%' ? siblings[at + 1] : undefined) ?? value,
  ];
}

/**
 * The range of an attribute, given its keyword or its value: from the keyword to the value's end.
 */
export function attributeRange(part: CstNode): Range {
  const siblings = isCompositeCstNode(part.container) ? part.container.content : [];
  const behind = siblings.slice(siblings.indexOf(part)).find((node) => !isWord(node));
  const [first, last] = keywordsAround(isWord(part) && behind !== undefined ? behind : part);
  return { start: first.range.start, end: last.range.end };
}

function isWord(node: CstNode | undefined): boolean {
  const source = node?.grammarSource;
  return (
    GrammarAST.isKeyword(source) &&
    /^[A-Za-z]/.test(source.value) &&
    AstUtils.getContainerOfType(source, GrammarAST.isAssignment) === undefined
  );
}

export function placeOf(node: AstNode, cst: CstNode): Place {
  return { uri: AstUtils.getDocument(node).uri.toString(), range: cst.range };
}
