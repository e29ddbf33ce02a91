import type { ChainEvent } from '../../chain/chain';
import type { PackContents } from '../../contents';
import { candidateOf, detailOf, requirementRefOf } from '../../verify/recorded';
import { deedInWords } from '../deeds';
import { instantInWords } from '../words';
import { html, type Html, type HtmlPart } from './escape';
import { code, section, table } from './page';

/** The audit events of the procurement in their order, and where the whole chain then ended. */
export function recordSection(contents: PackContents): Html {
  const { events, head } = contents.audit;
  return section(
    'audit',
    'The record',
    html`${table(
      'What was done, by whom and when',
      ['Event', 'When', 'Who', 'What', 'On', 'Hash'],
      events.map((event) => [
        event.sequence,
        instantInWords(event.at),
        event.actor.name,
        html`${deedInWords(event.action) ?? ''} ${code(event.action)}`,
        aboutInWords(contents, event),
        code(event.hash),
      ]),
      'No event was recorded.',
    )}
    ${
      head
        ? html`<p>
            Every event of the buyer has a number and a hash, which the next one repeats: so they form a chain. A number that is
            missing here is of an event that was not on this procurement, its search, requirements, suppliers or invitations.
            The chain ended at event ${head.sequence} with hash ${code(head.hash)} on ${instantInWords(head.signedAt)}, signed
            with key ${code(head.keyId)}.
          </p>`
        : html`<p>No signed head of the chain is given.</p>`
    }`,
  );
}

/** Whom an event is of, by name; by its id where the contents do not name it. */
export function supplierNamed(contents: PackContents, event: ChainEvent): HtmlPart {
  return candidateOf(contents, event)?.supplier.name ?? code(event.subject.id);
}

/** What an event is on, and what more it names. */
function aboutInWords(contents: PackContents, event: ChainEvent): HtmlPart {
  const more = moreTold(event);
  return more === '' ? subjectInWords(contents, event) : html`${subjectInWords(contents, event)}: ${more}`;
}

/** What an event is on, as the page calls it elsewhere; the kind and the id of what stands nowhere else on it. */
function subjectInWords(contents: PackContents, event: ChainEvent): HtmlPart {
  const ref = requirementRefOf(contents, event);
  const name = candidateOf(contents, event)?.supplier.name;
  if (ref !== undefined) return name === undefined ? `Requirement ${ref}` : `Requirement ${ref}, ${name}`;
  if (name !== undefined) return name;
  const { type, id } = event.subject;
  if (id === contents.procurement.id) return 'The procurement';
  if (event.action === 'search.locked') return 'The locked search';
  return html`${type} ${code(id)}`;
}

/** The requirements, the guidance or the submission that an event names besides what it is on. */
function moreTold(event: ChainEvent): string {
  const { refs, ref, item, document, number } = detailOf(event);
  if (Array.isArray(refs)) return refs.map(String).join(', ');
  if (typeof number === 'number') return `submission ${number}`;
  return [ref, item, document].find((one): one is string => typeof one === 'string') ?? '';
}
