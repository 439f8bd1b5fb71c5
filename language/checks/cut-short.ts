import { type AstNode, AstUtils } from 'langium';

/** Whether a syntax error inside a node, or right behind it, may have cut it short: what it lacks may be written there. */
export function isCutShort(node: AstNode): boolean {
  const cst = node.$cstNode;
  if (cst === undefined) return false;
  const { parseResult, textDocument } = AstUtils.getDocument(node);
  const places = [
    ...parseResult.lexerErrors.map(({ offset }) => offset),
    // The end of the file has no place of its own.
    ...parseResult.parserErrors.map(({ token }) => token.startOffset || textDocument.getText().length),
  ];
  return places.some(
    (place) =>
      place >= cst.offset && (place < cst.end || isBlank(textDocument.getText().slice(cst.end, place))),
  );
}

function isBlank(text: string): boolean {
  return text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '').trim() === '';
}
