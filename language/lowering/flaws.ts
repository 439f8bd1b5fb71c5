import type { AstNode, LangiumDocument } from 'langium';
import { type File, isMachine, type Member } from '../generated/ast.ts';

/** Whether part of a member could not be understood. Code sets it and never clears it. */
export interface Flaw {
  found: boolean;
}

/**
 * The members of a file with a syntax error inside. An error belongs to the member around it, and
 * to the pool alone around which a machine goes on. A member that was cut short also owns the error
 * that ended it.
 */
export function membersWithSyntaxErrors(document: LangiumDocument<File>): Set<AstNode> {
  const { parserErrors, lexerErrors, value } = document.parseResult;
  const flawed = new Set<AstNode>();
  if (parserErrors.length === 0 && lexerErrors.length === 0) return flawed;
  const members = value.members.filter((member) => member.$cstNode !== undefined);
  for (const { offset } of lexerErrors) {
    const member = lastBefore(members, offset + 1);
    if (member !== undefined && isInside(member, offset)) flawed.add(partAround(member, offset));
  }
  for (const { token } of parserErrors) {
    // The parser gives the end of the file no offset.
    const offset = Number.isInteger(token.startOffset)
      ? token.startOffset
      : Number.POSITIVE_INFINITY;
    const member = lastBefore(members, offset);
    if (member !== undefined && (isInside(member, offset) || owns(member, token)))
      flawed.add(partAround(member, offset));
    else for (const begun of members) if (begun.$cstNode?.offset === offset) flawed.add(begun);
  }
  return flawed;
}

/**
 * Whether a member owns an error behind it. The member's `}` may be missing, or may have come too
 * early, so that text of the member stands behind it. An unknown word may begin another declaration
 * and is not owned.
 */
function owns(
  member: Member,
  { tokenType }: { readonly tokenType: { readonly name: string } },
): boolean {
  if (!member.$cstNode?.text.endsWith('}')) return true;
  return tokenType.name !== 'ID' && tokenType.name !== 'EOF' && !declarations.has(tokenType.name);
}

const declarations: ReadonlySet<string> = new Set([
  'import',
  'overheads',
  'machine',
  'taskset',
  'domain',
  'scenario',
]);

/** The whole pool of a machine around an offset behind its first word, else the member. */
function partAround(member: Member, offset: number): AstNode {
  if (!isMachine(member)) return member;
  const pool = member.pools.find((one) => isInside(one, offset) && one.$cstNode?.offset !== offset);
  return pool?.$cstNode?.text.endsWith('}') === true ? pool : member;
}

function isInside({ $cstNode }: AstNode, offset: number): boolean {
  return $cstNode !== undefined && $cstNode.offset <= offset && offset < $cstNode.end;
}

/** The last member that begins before an offset. Members stand in the order written. */
function lastBefore(members: readonly Member[], offset: number): Member | undefined {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const begins = members[middle]?.$cstNode?.offset ?? 0;
    if (begins < offset) low = middle + 1;
    else high = middle;
  }
  return members[low - 1];
}
