import type { ChangeWait, WaitPart } from '../../scheduling/model/changes/change-wait.ts';

/** How long an admitted step can wait, for programs: in ns, each part with its place's names. */
export function waitJson({ atMost, parts, unused, via }: ChangeWait) {
  return { atMost, parts: parts.map(partJson), unused, ...(via === undefined ? {} : { via }) };
}

function partJson(part: WaitPart) {
  const { kind: _, ...place } = part.place;
  return {
    kind: part.kind,
    ...place,
    ...('by' in part ? { by: part.by } : {}),
    atMost: part.atMost,
  };
}
