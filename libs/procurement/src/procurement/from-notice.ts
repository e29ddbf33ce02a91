import { dayInWords } from '#platform';
import { classify, NoticeDraft, readCurrency, storableText } from '#registers';
import { Procurement } from './procurement.entity';
import { NoticeWarning } from './procurement.inputs';
import { plainText } from './plain-text';

/** How many characters a title and a description may have. */
const LONGEST = { title: 500, description: 100_000 };

/**
 * What a procurement takes from a notice. What of the notice it cannot take becomes a warning: a cancellation, a value of no currency or of several, a
 * period that would end before it starts, text that is too long.
 *
 * @param cpvCodes those of the notice that CPV 2008 has
 * @param warnings to which its own are added
 */
export function fromNotice(notice: NoticeDraft, cpvCodes: string[], warnings: NoticeWarning[]): Partial<Procurement> {
  if (notice.tags.some((tag) => tag.endsWith('Cancellation')))
    warnings.push({
      path: 'tag',
      message: 'The notice says that what it tells of was cancelled. Make sure that it is still to be bought.',
    });
  const { sectors, technologies } = classify({ cpvCodes, titles: [notice.title], description: notice.description });
  return {
    title: shortened('title', notice.title, warnings),
    description: shortened('description', plainText(notice.description ?? ''), warnings) || null,
    ocid: notice.ocid,
    noticeId: notice.noticeId,
    sourceUrl: notice.sourceUrl,
    cpvCodes,
    ...estimateOf(notice, warnings),
    ...periodOf(notice, warnings),
    sectorCodes: sectors.map(({ code }) => code),
    technologyCodes: technologies.map(({ code }) => code),
  };
}

function shortened(name: keyof typeof LONGEST, text: string, warnings: NoticeWarning[]): string {
  if (text.length <= LONGEST[name]) return text;
  warnings.push({
    path: `tender.${name}`,
    message: `The ${name} of the notice has ${inFigures(text.length)} characters, and ${inFigures(LONGEST[name])} at most can be kept; it is shortened.`,
  });
  return storableText(text.slice(0, LONGEST[name])).trim();
}

function estimateOf(
  { value, lots }: NoticeDraft,
  warnings: NoticeWarning[],
): Pick<Procurement, 'estimatedAmount' | 'currency'> {
  const amount = value?.gross ?? value?.net ?? null;
  const currency = readCurrency(value?.currency);
  if (amount !== null && currency !== null) return { estimatedAmount: String(amount), currency };
  if (value !== null && amount !== null) {
    const what = value.currency === null ? 'without a currency' : `in "${value.currency}", which is not a currency`;
    warnings.push({
      path: 'tender.value.currency',
      message: `The notice has a value of ${inFigures(amount)} ${what}; it is left out. ${ENTER_IT}`,
    });
  } else if (lots.some((lot) => lot.value !== null)) {
    warnings.push({
      path: 'tender.lots',
      message: `The notice has no value as a whole, and ${whyNoSum(lots)}; the value is left out. ${ENTER_IT}`,
    });
  }
  return { estimatedAmount: null, currency: null };
}

const ENTER_IT = 'Enter it in the description, if you know it.';

/** Why the values of lots, of which there are some, come to no value of the whole. */
function whyNoSum(lots: NoticeDraft['lots']): string {
  const currencies = [...new Set(lots.flatMap(({ value }) => value?.currency ?? []))].sort();
  if (currencies.length > 1) return `its lots are valued in ${currencies.join(', ')}, which cannot be added up`;
  const without = lots.filter(({ value }) => value === null).length;
  if (without > 0) return `${inFigures(without)} of its ${inFigures(lots.length)} lots have none`;
  const isOfNone = lots.some(({ value }) => value?.currency === null);
  return isOfNone ? 'the values of its lots have no currency' : 'the values of its lots cannot be added up';
}

function periodOf({ contractPeriod }: NoticeDraft, warnings: NoticeWarning[]): Pick<Procurement, 'startsOn' | 'endsOn'> {
  const { startsOn = null, endsOn = null } = contractPeriod ?? {};
  if (startsOn === null || endsOn === null || endsOn >= startsOn) return { startsOn, endsOn };
  warnings.push({
    path: 'tender',
    message: `By its lots and awards the contract would end on ${dayInWords(endsOn)}, before it starts on ${dayInWords(startsOn)}; the end is left out.`,
  });
  return { startsOn, endsOn: null };
}

function inFigures(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
