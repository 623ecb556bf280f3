import { spokenText } from '../../../core/offers/offer-text.ts';
import { allPlaces, type Place } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { dayText, fullDayText, timeText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import type { PdfBlock, PdfText } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import type { Series } from '../series/series.server.ts';
import { accessNames, dateStateNames, kindNames } from '../words.ts';
import { costText } from '../cost-text.ts';
import { filterOf } from './filter.ts';
import { periodText } from '../period-text.ts';
import { byDay } from './programme-page.server.ts';
import { programmeOf, type ProgrammeDate } from './programme.server.ts';

/** As many dates as are printed: some eighty pages. */
const mostPrinted = 1000;

type Context = Readonly<{ locale: Locale; author: string; now: Date }>;

/** The programme as a tagged PDF to hang up, day by day, with the filter of the page. @throws Refusal series_unknown (404) */
export async function programmePdf(
	db: Db,
	slug: string,
	query: URLSearchParams,
	{ locale, author, now }: Context
): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; fileName: string }> {
	const found = await programmeOf(db, slug, now, { filter: filterOf(query), size: mostPrinted });
	const districts = districtNames(await allPlaces(db));
	const bytes = await renderPdf({
		title: textFor(found.series.title, locale),
		locale,
		author,
		blocks: [
			...cover(found.series, found.total, { locale, now }),
			...byDay(found.dates).flatMap(({ day, dates }) => dayBlocks(day, dates, districts, locale))
		]
	});
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: `programm-${slug}.pdf`
	};
}

function cover(
	series: Series,
	total: number,
	{ locale, now }: Pick<Context, 'locale' | 'now'>
): PdfBlock[] {
	const intro = textFor(series.intro, locale);
	const counted = { n: total, shown: formatCount(total, locale) };
	const most = formatCount(mostPrinted, locale);
	return [
		{ kind: 'heading', level: 1, text: textFor(series.title, locale) },
		{ kind: 'lead', text: `${series.placeName} · ${periodText(series, locale)}` },
		...paragraphs(intro, languageOf(series.intro, locale)),
		{ kind: 'paragraph', text: m.eventsprogramme_found(counted) },
		...(total > mostPrinted
			? [{ kind: 'paragraph', text: m.eventsprogramme_print_first({ count: most }) } as const]
			: []),
		{ kind: 'small', text: m.eventsprogramme_print_made({ day: dayText(now, locale) }) }
	];
}

const paragraphs = (text: string, locale: string): PdfBlock[] =>
	text === ''
		? []
		: text.split('\n').map((part) => ({ kind: 'paragraph', text: part, locale }) as const);

function dayBlocks(
	day: string,
	dates: readonly ProgrammeDate[],
	districts: ReadonlyMap<string, string>,
	locale: Locale
): PdfBlock[] {
	return [
		{ kind: 'heading', level: 2, text: fullDayText(day, locale) },
		{
			kind: 'table',
			widths: [0, 3, 2.5, 2.5],
			head: [
				m.eventsprogramme_time(),
				m.eventsprogramme_event(),
				m.events_where(),
				m.eventsprogramme_good_to_know()
			],
			rows: dates.map((date) => rowOf(date, districts, locale))
		}
	];
}

function rowOf(
	date: ProgrammeDate,
	districts: ReadonlyMap<string, string>,
	locale: Locale
): PdfText[] {
	const district = districts.get(date.placeId);
	const where = [date.venue, date.address, date.placeName, district !== date.placeName && district];
	return [
		{ text: `${timeText(date.startsAt, locale)}–${timeText(date.endsAt, locale)}` },
		{
			text: [
				date.state === 'cancelled' && `${dateStateNames.cancelled()}:`,
				textFor(date.title, locale)
			]
				.filter(Boolean)
				.join(' '),
			locale: languageOf(date.title, locale)
		},
		{ text: where.filter(Boolean).join(', ') },
		{ text: signsOf(date, locale).join(' · ') }
	];
}

/** What would be little pictures on a poster, as words that can be read aloud. */
const signsOf = (date: ProgrammeDate, locale: Locale): string[] =>
	[
		kindNames[date.kind](),
		date.host,
		...date.languages.map(spokenText),
		...date.accessibility.map((feature) => accessNames[feature]()),
		costText(date, locale),
		date.needsRegistration ? m.events_needs_registration() : '',
		date.note
	].filter((sign) => sign !== '');

/** Place to the district that it is or lies in. */
function districtNames(places: readonly Place[]): Map<string, string> {
	const byId = new Map(places.map((place) => [place.id, place]));
	const districtOf = (place: Place | undefined): string | null =>
		!place || place.kind === 'district'
			? (place?.name ?? null)
			: districtOf(byId.get(place.parentId ?? ''));
	return new Map(
		places.flatMap((place) => {
			const name = districtOf(place);
			return name === null ? [] : [[place.id, name] as const];
		})
	);
}
