import { type AstNode, type CstNode, CstUtils, type LangiumDocument } from 'langium';
import type { SignatureHelpProvider } from 'langium/lsp';
import type {
  ParameterInformation,
  SignatureHelp,
  SignatureHelpOptions,
  SignatureHelpParams,
} from 'vscode-languageserver';
import { type Attribute, attributes, valuesOf } from '../syntax/attributes.ts';
import { documentationOf } from './documentation.ts';

/** The members whose attributes stand on their line, with the words that open them. */
const members: Readonly<Record<string, string>> = {
  Task: 'task',
  Vcpu: 'vcpu',
  WindowLine: 'window',
  SetAction: 'set',
};

/** The subjects behind the words that are more than a name. */
const subjects: Readonly<Record<string, string>> = { SetAction: 'DOMAIN.VCPU' };

/** Attributes that a member needs; the others may be left out. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Task: ['period', 'wcet'],
  WindowLine: ['at', 'for'],
};

/**
 * Signature help for the line of a task, a VCPU, a window or a new interface: all attributes that
 * it may have, and the meaning of the one at the cursor.
 */
export const signatureHelp: SignatureHelpProvider = {
  get signatureHelpOptions(): SignatureHelpOptions {
    return { triggerCharacters: [' '] };
  },

  provideSignatureHelp(
    { parseResult, textDocument }: LangiumDocument,
    { position }: SignatureHelpParams,
  ): SignatureHelp | undefined {
    const root = parseResult.value.$cstNode;
    const offset = textDocument.offsetAt(position);
    const line = textDocument.getText({ start: { ...position, character: 0 }, end: position });
    if (root === undefined || line.includes('//')) return undefined;
    const leaf = leafBefore(root, offset, offset - line.length);
    const member = leaf === undefined ? undefined : memberAround(leaf.astNode);
    const cst = member?.$cstNode;
    if (leaf === undefined || member === undefined || cst === undefined) return undefined;
    return signatureOf(member, activeAttribute(member, cst, offset));
  },
};

/** The last word or number on the line before the cursor. */
function leafBefore(root: CstNode, offset: number, lineStart: number): CstNode | undefined {
  const leaf = CstUtils.findLeafNodeBeforeOffset(root, offset);
  return leaf === undefined || leaf.offset < lineStart ? undefined : leaf;
}

function memberAround(node: AstNode | undefined): AstNode | undefined {
  let member = node;
  while (member !== undefined && !Object.hasOwn(members, member.$type)) member = member.$container;
  return member;
}

/** The attribute whose word is the last before the cursor. */
function activeAttribute(member: AstNode, cst: CstNode, offset: number): string | undefined {
  const own = attributes[member.$type] ?? [];
  const leaves = CstUtils.flattenCst(cst)
    .filter((leaf) => !leaf.hidden && leaf.offset < offset)
    .toArray();
  const last = leaves.findLast(({ text }) => own.some(({ word }) => word === text));
  return last?.text;
}

function signatureOf(member: AstNode, active: string | undefined): SignatureHelp {
  const own = attributes[member.$type] ?? [];
  let label = `${members[member.$type]} ${subjects[member.$type] ?? 'NAME'}`;
  const parameters = own.map((attribute): ParameterInformation => {
    const text = shownAttribute(attribute);
    const isNeeded = needed[member.$type]?.includes(attribute.word) === true;
    const shown = isNeeded ? text : `[${text}]`;
    const start = label.length + 2;
    label += `  ${shown}`;
    const meaning = documentationOf(member.$type, attribute.word);
    return {
      label: [start, start + shown.length],
      ...(meaning === undefined ? {} : { documentation: meaning }),
    };
  });
  const next = own.findIndex(({ property }) => valuesOf(member, property).length === 0);
  const current = own.findIndex(({ word }) => word === active);
  return {
    signatures: [{ label, parameters }],
    activeSignature: 0,
    activeParameter: current >= 0 ? current : Math.max(next, 0),
  };
}

/** An attribute with a letter for its value: D for a duration, N for a number. */
function shownAttribute({ word, property, value }: Attribute): string {
  if (property === 'vcpu') return `${word} VCPU`;
  switch (value?.kind) {
    case 'time':
      return `${word} D`;
    case 'whole':
    case 'decimal':
      return `${word} N`;
    case 'percentage':
      return `${word} N%`;
    case undefined:
      return word === 'period' ? 'period D' : word;
  }
}
