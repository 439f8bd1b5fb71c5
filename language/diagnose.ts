import { findingText } from '../messages/findings/finding.ts';
import { relatedText } from '../messages/findings/related.ts';
import type { Finding } from '../scheduling/findings/finding.ts';
import type { Element } from '../scheduling/model/element.ts';
import type { Place, Places } from './places.ts';

/** A finding with its place: an editor underlines it, a terminal prints it. */
export interface PlacedFinding extends Place {
  readonly finding: Finding;
  readonly related: readonly RelatedPlace[];
}

interface RelatedPlace extends Place {
  readonly message: string;
}

/**
 * Puts each finding at the attribute that it concerns, else at its element's name. An element
 * without text of its own takes the place of its container. Related elements without a place are
 * left out.
 */
export function placeFindings(findings: readonly Finding[], places: Places): PlacedFinding[] {
  return findings.flatMap((finding) => {
    const place = placeOf(finding.element, finding.attribute, places);
    if (place === undefined) return [];
    const related = finding.related.flatMap(({ element, attribute, role }) => {
      const at = placeOf(element, attribute, places);
      return at === undefined ? [] : [{ ...at, message: relatedText(role) }];
    });
    return [
      { ...place, finding, related: [...related, ...otherLines(finding.element, finding, places)] },
    ];
  });
}

function otherLines(element: Element, finding: Finding, places: Places): RelatedPlace[] {
  const message = findingText(finding);
  return (places.find(element)?.related ?? []).map((place) => ({ ...place, message }));
}

function placeOf(
  element: Element,
  attribute: string | undefined,
  places: Places,
): Place | undefined {
  const found = places.find(element);
  if (found === undefined) return undefined;
  return (attribute === undefined ? undefined : found.attribute(attribute)?.whole) ?? found.name;
}
