import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { bindIndicator } from '#lib/core/indicators/bindings.server.ts';
import { computeDraft } from '#lib/core/indicators/observations.server.ts';
import { indicatorViews, type IndicatorView } from '#lib/core/indicators/reads.server.ts';
import { suggestDefinitions } from '#lib/core/indicators/suggest.ts';
import type { EventKind } from '#lib/formats/events/choices.ts';
import { submitEvent } from '#lib/formats/events/entry/host-steps.server.ts';
import { eventFacts } from '#lib/formats/events/facts.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	happened,
	looking,
	planning,
	runningSeries,
	type Happened
} from '../../fixture/event-facts.ts';
import { drafted, eventSeries, type TestSeries } from '../../fixture/events.ts';
import { importTheCatalogue } from '../../fixture/lebenslagen.ts';

const sources = [eventFacts];

/** What a person with the list in hand says; a share of events or periods has both its parts. */
type Hand = number | Readonly<{ met: number; all: number }> | Readonly<{ mean: number }>;

/** What happens in a series of its own, besides `neverCounts`, and what the indicator must say of it. */
type Case = Readonly<{ events: readonly Happened[]; hand: Hand; week?: true }>;

const on = (...starts: string[]) => starts.map((day) => (day.length > 10 ? day : `${day}T10:00`));
const event = (
	kind: EventKind,
	starts: readonly string[],
	rest: Omit<Happened, 'starts'> = {}
): Happened => ({ ...rest, starts, content: { kind, ...rest.content } });
const withRegistration = { needsRegistration: true };
const inPlace = (placeId: string) => ({ content: { placeId } });
const from = (organisation: string, places = 1) => ({ organisation, places });

/** Four single events: three that count, of which one recurs in the second month. */
const courses = [
	event('course', on('2026-03-02'), { content: withRegistration }),
	event('course', on('2026-03-04', '2026-03-11'), { content: withRegistration }),
	// Without registration it is no such course.
	event('course', on('2026-03-05'))
];
const expertDay = [
	event('expertDay', on('2026-03-02'), { content: withRegistration }),
	event('expertDay', on('2026-03-09'))
];
const monthly = (kind: EventKind): Case => ({
	// Three dates in two months, and one that does not recur.
	events: [
		event(kind, on('2026-03-02', '2026-03-16', '2026-04-06')),
		event(kind, on('2026-04-07'))
	],
	hand: { mean: 1.5 }
});

const cases: Readonly<Record<string, Case>> = {
	'510-1.4': { events: [event('other', on('2026-03-02'))], hand: 1 },
	'510-3.1a': {
		events: [event('networkMeeting', on('2026-03-02'), { content: { closed: true } })],
		hand: 1
	},
	'510-3.4b': {
		events: [event('info', on('2026-03-02'), { content: withRegistration })],
		hand: 1
	},
	'170-5.1': {
		events: [...courses, event('workshop', on('2026-03-20'), { content: withRegistration })],
		hand: 3
	},
	'540-1.A3': { events: courses, hand: 2 },
	'540-1.D2a': {
		events: [
			event('networkMeeting', on('2026-03-02', '2026-04-02')),
			event('roundTable', on('2026-03-03'))
		],
		hand: 3
	},
	'540-1.D3a': monthly('parentCafe'),
	'540-1.D3b': monthly('parentOffer'),
	'540-1.D3c': monthly('parentChild'),
	'540-1.E1': { week: true, events: [event('encounter', on('2026-05-10'))], hand: 1 },
	'540-1.E2': {
		week: true,
		events: [
			event('encounter', on('2026-05-10')),
			event('festival', on('2026-05-11'), inPlace('bielefeld-innenstadt')),
			event('festival', on('2026-05-11'), inPlace('bielefeld-baumheide'))
		],
		hand: 2
	},
	'500-1.1': {
		events: [
			event('consultation', on('2026-03-02', '2026-03-09')),
			event('consultation', on('2026-03-03', '2026-03-10'), inPlace('bielefeld-innenstadt')),
			// Once is not fixed.
			event('consultation', on('2026-03-04'), inPlace('bielefeld-baumheide'))
		],
		hand: 1
	},
	'500-1.2a': {
		events: [
			event('mobile', on('2026-04-02'), inPlace('bielefeld-region-ost')),
			event('mobile', on('2026-04-03'), inPlace('bielefeld-region-sued')),
			event('mobile', on('2026-04-04'), inPlace('bielefeld-region-sued'))
		],
		hand: 2
	},
	'500-1.2b': {
		events: [
			event('mobile', on('2026-04-02', '2026-04-09'), inPlace('bielefeld-region-ost')),
			event('mobile', on('2026-04-03'), inPlace('bielefeld-region-ost'))
		],
		hand: 2
	},
	'500-4.3': { events: [event('info', on('2026-03-02', '2026-03-03'))], hand: 2 },
	'500-4.4': { events: [event('sport', on('2026-03-02', '2026-03-03'))], hand: 2 },
	'170-1.1': { events: expertDay, hand: 1 },
	'170-1.2': {
		events: [
			event('expertDay', on('2026-03-02'), {
				guests: [
					...Array.from({ length: 15 }, (_, index) => from(`Träger ${index}`)),
					from('träger 3'),
					from('Träger 4 e. V.')
				]
			}),
			// Many people of few institutions.
			event('expertDay', on('2026-04-02'), {
				guests: Array.from({ length: 20 }, (_, index) => from(`Träger ${index % 14}`))
			})
		],
		hand: { met: 1, all: 2 }
	},
	'170-2.1': {
		week: true,
		events: [
			event('encounter', on('2026-05-10'), inPlace('bielefeld-innenstadt')),
			event('festival', on('2026-05-11'), inPlace('bielefeld-innenstadt')),
			event('festival', on('2026-05-11'), inPlace('bielefeld-baumheide'))
		],
		hand: 2
	},
	'170-3.1b': { events: expertDay, hand: 1 },
	'REGE-4.1': {
		events: [
			event('course', on('2026-03-02', '2026-03-09', '2026-03-16')),
			event('encounter', on('2026-03-03', '2026-03-10')),
			event('course', on('2026-03-04'))
		],
		hand: 2
	},
	'REGE-6.2b': { events: courses, hand: 2 },
	'REGE-6.4a': { events: courses, hand: 2 },
	'REGE-6.4b': {
		events: [
			event('course', on('2026-03-02'), { guests: [from('A', 12), from('B', 3)] }),
			event('course', on('2026-03-03'), { guests: [from('C', 5)] })
		],
		hand: 20
	},
	'540-4.2a': {
		events: [
			event('workshop', on('2026-03-02')),
			event('course', on('2026-03-03')),
			event('excursion', on('2026-08-17'))
		],
		hand: { mean: 3 }
	},
	'540-4.2b': {
		events: [
			event('workshop', on('2026-03-02', '2026-03-03', '2026-03-04'), { went: [19, 20, 50] })
		],
		hand: { met: 2, all: 3 }
	},
	'540-2.1b': { events: [event('walk', on('2026-03-02', '2026-06-02'))], hand: { mean: 2 } },
	'540-2.2c4': {
		events: [event('networkMeeting', on('2026-01-15', '2026-04-15', '2026-07-15', '2026-10-15'))],
		hand: { mean: 4 }
	},
	'540-2.2d1': {
		events: [event('expertDay', on('2026-10-27'), { went: [50] })],
		hand: { met: 1, all: 1 }
	},
	'540-2.3a2': {
		events: [
			event('sport', on('2026-03-02'), { hostName: 'AWO Treff' }),
			event('course', on('2026-03-03'), { hostName: 'awo  treff' }),
			event('course', on('2026-03-04'), { hostName: 'Caritas' })
		],
		hand: 2
	},
	'540-2.3a3': { events: [event('sport', on('2026-03-02'), { hostName: 'AWO' })], hand: 1 },
	'540-2.3b1': { events: [event('encounter', on('2026-09-13', '2026-09-20'))], hand: 2 },
	'540-2.3b2': {
		events: [
			event('encounter', on('2026-09-13'), { went: [30] }),
			event('encounter', on('2026-09-14'), { went: [51] }),
			// Nobody counted: nothing can be said.
			event('encounter', on('2026-09-15'))
		],
		hand: { met: 1, all: 2 }
	},
	'540-2.3c1': {
		events: [
			event('consultation', on('2026-03-02', '2026-03-05', '2026-03-09'), {
				content: { minutes: 60 }
			}),
			event('consultation', on('2026-03-03'), { content: { minutes: 240 } })
		],
		hand: { mean: 1.5 }
	},
	'540-2.3d1': {
		events: [
			event('bikeWorkshop', on('2026-06-01', '2026-06-01T16:00', '2026-06-08')),
			event('bikeWorkshop', on('2026-06-09'))
		],
		hand: { mean: 1.5 }
	},
	'540-2.3d2': {
		events: [
			event('bikeWorkshop', on('2026-06-01', '2026-06-08', '2026-07-06'), { went: [8, 6, 10] })
		],
		hand: { mean: 12 }
	},
	'540-2.4a': {
		events: [event('workshop', on('2026-03-02')), event('workshop', on('2026-03-03'))],
		hand: 2
	},
	'540-2.4d2': {
		events: [
			event('roundTable', on('2026-03-02'), { guests: [from('Clubs'), from('Anwohner')] }),
			event('networkMeeting', on('2026-04-02'), { guests: [from('clubs'), from('Polizei')] })
		],
		hand: 3
	},
	'540-2.4d3': { events: [event('other', on('2026-03-02', '2026-04-02'))], hand: { mean: 2 } },
	'540-2.4e1': {
		events: [event('jobFair', on('2026-03-02', '2026-09-02'), { went: [50, 49] })],
		hand: { met: 1, all: 2 }
	},
	'540-3.1c': {
		events: [event('workshop', on('2026-03-02', '2026-03-03'), { went: [7, 8] })],
		hand: 15
	},
	'540-3.1d': { events: [event('other', on('2026-03-02'), { went: [11] })], hand: 11 }
};

/**
 * In the same series, and everywhere else where it could be counted by mistake: what was called off, did not take place,
 * was never said to have taken place, is a draft or waits, and the same in a series that nobody chose.
 */
async function neverCounts(
	db: Db,
	series: TestSeries,
	{ starts, content = {}, ...rest }: Happened
): Promise<void> {
	const elsewhere = { placeId: 'bielefeld-region-nord-west' };
	const same = {
		...rest,
		starts,
		content: { ...content, ...elsewhere, ...withRegistration, closed: false },
		hostName: 'Wer nicht zählt',
		guests: [from('Wer nicht zählt', 40)]
	};
	for (const end of ['cancelled', 'notHeld', 'planned'] as const)
		await happened(db, series, { ...same, went: starts.map(() => end) });
	const [first, ...also] = starts;
	const written = { ...same.content, startsLocal: first!, also };
	await drafted(db, series, { content: written, now: planning });
	const waiting = await drafted(db, series, { content: written, now: planning });
	await submitEvent(db, series.host, waiting.eventId, { revision: waiting.revision }, planning);
	await happened(db, await runningSeries(db), same);
}

/** The town with quarters and regions, and the whole catalogue. */
async function townWithCatalogue(): Promise<{ db: Db; views: readonly IndicatorView[] }> {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const place = (id: string, kind: string, parentId: string) => ({ id, kind, parentId, name: id });
	await db
		.insertInto('places')
		.values([
			place('bielefeld-heepen', 'district', 'bielefeld'),
			place('bielefeld-innenstadt', 'quarter', 'bielefeld-mitte'),
			place('bielefeld-baumheide', 'quarter', 'bielefeld-heepen'),
			place('bielefeld-region-ost', 'socialSpace', 'bielefeld'),
			place('bielefeld-region-sued', 'socialSpace', 'bielefeld'),
			place('bielefeld-region-nord-west', 'socialSpace', 'bielefeld')
		])
		.execute();
	return { db, views: await indicatorViews(db, null, { k: 5, now: looking }) };
}

test.for(Object.entries(cases))(
	'%s says what a person with the list in hand says',
	async ([indicatorKey, { events, hand, week }]) => {
		const { db, views } = await townWithCatalogue();
		const series = week ? await eventSeries(db, { hostsUntil: null }) : await runningSeries(db);
		for (const one of events) await happened(db, series, one);
		await neverCounts(db, series, events[0]!);
		const view = views.find(({ key }) => key === indicatorKey)!;
		const [definition] = suggestDefinitions(view, sources, { activities: [series.activityId] });
		if (definition!.filter.outcomes)
			await happened(db, series, event('festival', events[0]!.starts));
		await bindIndicator(db, system, sources, {
			indicatorKey,
			definition: definition!,
			expected: null
		});
		const id = await computeDraft(db, system, sources, indicatorKey);
		const { value, numerator, denominator } = await db
			.selectFrom('observations')
			.select(['value', 'numerator', 'denominator'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		if (typeof hand === 'number') expect(value).toBe(hand);
		else if ('mean' in hand) expect(value).toBe(hand.mean);
		else expect({ met: numerator, all: denominator }).toEqual(hand);
	}
);

test('every indicator that the catalogue feeds from events by counting is in this list', async () => {
	const { views } = await townWithCatalogue();
	const counting = [
		'count',
		'perPeriodCount',
		'milestone',
		'distinctOrganisations',
		'distinctDistricts'
	];
	const fed = views.filter(
		({ feed }) => feed?.format === 'event' && counting.includes(feed.metric)
	);
	expect(fed.map(({ key }) => key).sort()).toEqual(Object.keys(cases).sort());
});
