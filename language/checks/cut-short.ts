import { type AstNode, AstUtils } from 'langium';

/**
 * Whether a syntax error inside a node, or right behind it, cut the node short. Its missing
 * attributes may then stand in the text that the parser skipped.
 */
export function isCutShort(node: AstNode): boolean {
  const cst = node.$cstNode;
  if (cst === undefined) return false;
  const { parseResult, textDocument } = AstUtils.getDocument(node);
  const { lexerErrors, parserErrors } = parseResult;
  if (lexerErrors.length === 0 && parserErrors.length === 0) return false;
  const text = textDocument.getText();
  const end = endOfBlank(text, cst.end);
  const isAt = (place: number): boolean => place >= cst.offset && place <= end;
  return (
    lexerErrors.some(({ offset }) => isAt(offset)) ||
    // The parser gives the end of the file no offset.
    parserErrors.some(({ token }) => isAt(token.startOffset || text.length))
  );
}

/** The offset of the next character that is neither blank nor part of a comment. */
function endOfBlank(text: string, from: number): number {
  const blank = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = from;
  blank.test(text);
  return blank.lastIndex;
}
