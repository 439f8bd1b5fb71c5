/** A text without its cursor, which is written `<|>`, and the cursor's offset. */
export function atCursor(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('<|>');
  if (offset < 0) throw new Error(`There is no <|> in ${text}`);
  return { text: text.slice(0, offset) + text.slice(offset + 3), offset };
}
