import type { CatalogueFeed, FactsToCount } from '../../core/indicators/facts.ts';
import type { Metric, Threshold } from '../../core/indicators/schema.ts';
import type { PlaceKind } from '../../core/places/kinds.ts';
import type { EventKind } from './choices.ts';

/**
 * What the catalogue's note on a source means in facts of events: which dates, people or organisations, of which kind of
 * event, and how they are counted. The editor shows it before anything is bound. What the catalogue calls a survey counts
 * what people said of a date, where it was asked there; null where nothing of that is meant.
 */
export function suggestFacts(feed: CatalogueFeed): FactsToCount | null {
	if (feed.format === 'survey') return saidOf(feed);
	switch (feed.metric) {
		case 'milestone':
			return counted(feed, thingOf(feed), { operation: 'milestone' });
		case 'count':
		case 'perPeriodCount':
			return countOf(feed);
		case 'distinctOrganisations':
			return organisationsOf(feed);
		case 'distinctDistricts':
			return counted(feed, thingOf(feed), {
				operation: 'distinct',
				of: 'places',
				placeKind: placeKindOf(feed)
			});
		default:
			return null;
	}
}

/** With a code, so by somebody who was there. */
function saidOf({ note, metric }: CatalogueFeed): FactsToCount | null {
	// Of which `followUpFacts` tells only what was asked some months later.
	if (metric === 'milestone' && /Umfrage unter den Teilnehmenden/.test(note))
		return { kind: 'followup', metric: { operation: 'milestone' } };
	if (/Kurzfeedback/.test(note)) return { kind: 'feedback', outcomes: ['positive'] };
	if (/Kurzbefragung vor Ort/.test(note)) return { kind: 'meetingPlace', outcomes: ['yes'] };
	if (/Feedbackbogen für Aussteller/.test(note))
		return { kind: 'exhibitorFeedback', numerator: ['positive'] };
	return null;
}

function counted(feed: CatalogueFeed, kind: string, metric?: Metric): FactsToCount {
	const outcomes = eventKindsOf(feed);
	return { kind, ...(outcomes && { outcomes }), ...(metric && { metric }) };
}

function countOf(feed: CatalogueFeed): FactsToCount {
	const { note, unit } = feed;
	if (/Anmeldungen/.test(note)) return counted(feed, 'registration', together(feed));
	if (/Anwesende|Teilnehmende/.test(note))
		return counted(feed, 'attendance', eachOf(feed, 'values') ?? together(feed));
	if (unit === 'Stunden') return counted(feed, thingOf(feed), together(feed));
	if (unit === 'Tage') return counted(feed, 'day');
	if (/Veranstaltungsreihe/.test(note)) return { kind: 'series' };
	return counted(feed, thingOf(feed));
}

function organisationsOf(feed: CatalogueFeed): FactsToCount {
	const kind = /Anmeldung/.test(feed.note) ? 'registration' : 'host';
	return counted(feed, kind, eachOf(feed, 'organisations') ?? undefined);
}

/** Events or their dates: all, those that recur, or those for which people register. */
function thingOf({ note, metric }: CatalogueFeed): string {
	const isDate =
		metric !== 'count' || (/termin|durchgeführt/i.test(note) && !/zählt einmal/.test(note));
	if (/Terminserie|wiederkehrend/.test(note)) return isDate ? 'recurringDate' : 'recurringEvent';
	if (/mit Anmeldung/.test(note)) return isDate ? 'registrationDate' : 'registrationEvent';
	return isDate ? 'date' : 'event';
}

/** The values together, in each period where the catalogue names one. */
const together = ({ per }: CatalogueFeed): Metric =>
	per === 'year' || per === 'month' || per === 'week'
		? { operation: 'perPeriodSum', period: per }
		: { operation: 'sum' };

/** "Je Veranstaltung" with a target: each one has to reach it. */
function eachOf({ per, target }: CatalogueFeed, judged: 'values' | 'organisations'): Metric | null {
	const meets = per === 'event' && target ? thresholdOf(target) : null;
	return meets && { operation: 'each', judged, meets };
}

function thresholdOf({
	comparator,
	lowerBound,
	upperBound
}: NonNullable<CatalogueFeed['target']>): Threshold | null {
	if (comparator === 'done' || lowerBound === null) return null;
	return comparator === 'between'
		? { comparator, lower: lowerBound, upper: upperBound ?? lowerBound }
		: { comparator, lower: lowerBound };
}

/** The catalogue calls all of them districts; the unit says which places are meant. */
function placeKindOf({ unit }: CatalogueFeed): PlaceKind {
	if (unit === 'Stadtteile') return 'quarter';
	return unit === 'Regionen' ? 'socialSpace' : 'district';
}

/** The note is nearer to the source than the label; neither may say a kind, then all count. */
function eventKindsOf({ note, label }: CatalogueFeed): readonly EventKind[] | null {
	const said = (text: string) => kindWords.find(([words]) => words.test(text))?.[1];
	return said(note) ?? said(label) ?? null;
}

/** Words of the catalogue, the more special ones first. */
const kindWords: readonly (readonly [RegExp, readonly EventKind[]])[] = [
	[/Messe/, ['jobFair']],
	[/Fahrradwerkstatt/, ['bikeWorkshop']],
	[/Infomobil/, ['mobile']],
	[/Sprechstunde/, ['consultation']],
	[/begehung/i, ['walk']],
	[/Begegnungsaktion/, ['encounter']],
	[/Elterncafé/, ['parentCafe']],
	[/Eltern und Kind/, ['parentChild']],
	[/Angebote für Eltern/, ['parentOffer']],
	[/Fachtag|Fachveranstaltung/, ['expertDay']],
	[/Netzwerktermin|Arbeitskreis/, ['networkMeeting', 'roundTable']],
	[/Sprachlernangebot/, ['course', 'encounter']],
	[/Werkstatttag/, ['workshop', 'course', 'excursion']],
	[/Werkst[aä]tt/, ['workshop']],
	[/Fortbildung/, ['course', 'workshop']],
	[/[Kk]urs(?!ion)/, ['course']],
	[/Veranstaltung informiert/, ['info']]
];
