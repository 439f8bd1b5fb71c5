import { findingText } from '../messages/findings/finding.ts';
import { relatedText } from '../messages/findings/related.ts';
import type { Finding } from '../scheduling/findings/finding.ts';
import type { ElementPlace, Place, Places } from './places.ts';

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
    const found = places.find(finding.element);
    const place = placeIn(found, finding);
    if (found === undefined || place === undefined) return [];
    const related = finding.related.flatMap((other) => {
      const at = placeIn(places.find(other.element), other);
      return at === undefined ? [] : [{ ...at, message: relatedText(other.role) }];
    });
    return [{ ...place, finding, related: [...related, ...otherLines(finding, found)] }];
  });
}

function otherLines(finding: Finding, { related }: ElementPlace): RelatedPlace[] {
  return related.map((place) => ({ ...place, message: findingText(finding) }));
}

/** The place of an element's attribute, or of its name where that is not written. */
export function placeIn(
  found: ElementPlace | undefined,
  { attribute, plan }: Pick<Finding, 'attribute' | 'plan'>,
): Place | undefined {
  if (found === undefined) return undefined;
  const place = attribute === undefined ? undefined : found.attribute(attribute, plan);
  return place?.whole ?? found.name;
}
