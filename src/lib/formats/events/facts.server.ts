import { sql, type RawBuilder } from 'kysely';
import type { Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { namesIn } from '../../platform/i18n/names-in.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { feedbackFacts, feedbackKinds, feedbackOutcomes } from './feedback/facts.server.ts';
import { followUpFacts, followUpKinds } from './followup/facts.server.ts';
import { askedQuestions } from './followup/asked-questions.server.ts';
import { suggestFacts } from './suggest-facts.ts';
import { audienceNames, kindNames } from './words.ts';

/**
 * What event series tell indicators. The item is the event, `outcome` its kind, `organisation` its host unless told
 * otherwise. Only what took place counts: of dates those that somebody said were held, of events those with such a date
 * (also when the rest was called off later). Drafts, what was called off and what did not take place tell nothing, nor
 * do series that are drafts or only announced. Closed events count like others.
 *
 * - `event`: one per event, on the first day on which it was held.
 * - `date`: one per date, at the place of the date; the value is its hours.
 * - `recurringEvent`, `recurringDate`: the same, only of events that recur ("feste Sprechstunde", "Terminserie").
 * - `registrationEvent`, `registrationDate`: the same, only of events for which people register ("Kurse mit Anmeldung").
 * - `day`: one per event and day, however often it opened on it; the value is its hours that day.
 * - `attendance`: one per date of which it is known how many people came; the value is how many. A headcount counts
 *   before check-ins (view `event_attendance`). Nobody knows who they are: the value stands for the people.
 * - `registration`: one per confirmed registration, on the day of its date and final once that was held; the value is its
 *   places, the organisation the one that was given. The participant is a pseudonym of this registration alone.
 * - `host`: one per event and place at which it was held; different organisations are different hosts.
 * - `series`: one per Aktionswoche, on the first day on which something was held in it.
 * - `feedback`, `exhibitorFeedback`, `openFeedback`, `meetingPlace`: what people said of a date (`feedbackFacts`).
 * - `followup`, `followupAnswer`: what people said months later (`followUpFacts`).
 *
 * Whatever has no participant is an act in public about a thing with a name (docs/decisions/0030).
 */
export const eventFacts: FactSource = {
	format: 'events',
	kinds: [
		'event',
		'recurringEvent',
		'registrationEvent',
		'date',
		'recurringDate',
		'registrationDate',
		'day',
		'attendance',
		'registration',
		'host',
		'series',
		...feedbackKinds,
		...followUpKinds
	],
	headcounts: ['attendance'],
	opinions: ['feedback', 'openFeedback'],
	tellsAudiences: true,
	words: (locale) => ({
		outcomes: { ...namesIn(kindNames, locale), ...namesIn(feedbackOutcomes, locale) },
		audiences: namesIn(audienceNames, locale)
	}),
	query: (_db: Db) => sql<Fact>`
		with held as (${heldDates})
		${sql.join(kinds, sql` union all `)}`,
	items: async (db, activityIds) => {
		if (activityIds.length === 0) return [];
		const events = await db
			.selectFrom('events')
			.select(['activityId', 'id as itemId', 'title as name'])
			.where('activityId', 'in', activityIds)
			.where('state', 'in', ['approved', 'cancelled'])
			.orderBy('activityId')
			.orderBy('number')
			.execute();
		return [
			...events.map((event) => ({ ...event, name: event.name as Translated })),
			...(await askedQuestions(db, activityIds))
		];
	},
	suggest: suggestFacts
};

type Sql = RawBuilder<unknown>;

const counts = sql`e.state in ('approved', 'cancelled') and y.status in ('running', 'finished', 'archived')`;

/** The day in Germany, where people were there. */
const dayOf = (at: Sql) => sql`(${at} at time zone 'Europe/Berlin')::date`;

/** Typed names are told apart as in other formats: without case and double spaces. */
const hostOf = sql`coalesce(e.organisation_id::text,
	'name:' || lower(regexp_replace(btrim(e.host_name), '\\s+', ' ', 'g')))`;

/** Every date that was held, with what all kinds need of it. */
const heldDates = sql`
	select d.id as date_id, e.id as event_id, e.activity_id, e.kind as event_kind, e.audiences, ${hostOf} as host,
		e.place_id as event_place, coalesce(d.place_id, e.place_id) as place_id, ${dayOf(sql`d.starts_at`)} as day,
		(extract(epoch from d.ends_at - d.starts_at) / 3600)::float8 as hours,
		e.rule is not null or e.also_local <> '{}' as recurring,
		e.needs_registration or exists (select from event_ticketing t where t.event_id = e.id) as registering
	from event_dates d join events e on e.id = d.event_id join activities y on y.id = e.activity_id
	where d.state = 'held' and ${counts}`;

/** A contribution's pseudonym cannot be turned back and differs from the participant's. */
const pseudonymOf = (id: Sql, part: Sql = sql`''::bytea`) =>
	sql`encode(sha256(uuid_send(${id}) || ${part}), 'hex')`;

type Column = 'contribution' | 'place' | 'day';
type Other = 'item' | 'organisation' | 'participant' | 'value' | 'outcome' | 'final' | 'audiences';

/** The columns of a fact of `held`, as far as a kind does not say something else. */
function fact(kind: string, of: Record<Column, Sql> & Partial<Record<Other, Sql>>): Sql {
	return sql`select ${of.contribution} as contribution, ${sql.lit(kind)} as kind, held.activity_id,
		${of.item ?? sql`held.event_id::text`} as item_id, null::integer as round, ${of.final ?? sql`true`} as final,
		${of.place} as place_id, ${of.organisation ?? sql`held.host`} as organisation,
		${of.participant ?? sql`null::text`} as participant, ${of.day} as occurred_on,
		${of.value ?? sql`null::float8`} as value, ${of.outcome ?? sql`held.event_kind`} as outcome, false as missing,
		${of.audiences ?? sql`held.audiences`} as audiences`;
}

const everything = sql`true`;
const whereItIs = { place: sql`held.event_place`, day: sql`min(held.day)` };
const eventColumns = sql`held.event_id, held.activity_id, held.event_kind, held.audiences, held.host,
	held.event_place`;

const events = (kind: string, which: Sql): Sql => sql`
	${fact(kind, { ...whereItIs, contribution: pseudonymOf(sql`held.event_id`) })}
	from held where ${which} group by ${eventColumns}`;

const ofDate = {
	contribution: pseudonymOf(sql`held.date_id`),
	place: sql`held.place_id`,
	day: sql`held.day`
};

const dates = (kind: string, which: Sql): Sql =>
	sql`${fact(kind, { ...ofDate, value: sql`held.hours` })} from held where ${which}`;

const days = sql`
	${fact('day', {
		contribution: pseudonymOf(sql`held.event_id`, sql`convert_to(held.day::text, 'UTF8')`),
		place: sql`held.event_place`,
		day: sql`held.day`,
		value: sql`sum(held.hours)`
	})}
	from held group by ${eventColumns}, held.day`;

const attendances = sql`
	${fact('attendance', { ...ofDate, value: sql`a.attended::float8` })}
	from held join event_attendance a on a.date_id = held.date_id where a.attended is not null`;

/** Also of dates to come: they can still be called off, so they are not final. */
const registrations = sql`
	${fact('registration', {
		contribution: pseudonymOf(sql`held.id`),
		place: sql`held.place_id`,
		day: sql`held.day`,
		organisation: sql`'name:' || held.organisation_key`,
		participant: pseudonymOf(sql`held.id`, sql`'participant'::bytea`),
		value: sql`held.places::float8`,
		final: sql`held.state = 'held'`
	})}
	from (
		select r.id, r.places, r.organisation_key, d.state, e.id as event_id, e.activity_id, e.kind as event_kind, e.audiences,
			coalesce(d.place_id, e.place_id) as place_id, ${dayOf(sql`d.starts_at`)} as day
		from event_registrations r join event_dates d on d.id = r.date_id join events e on e.id = r.event_id
			join activities y on y.id = e.activity_id
		where r.state = 'confirmed' and d.state in ('planned', 'held') and ${counts}
	) held`;

const hosts = sql`
	${fact('host', {
		contribution: pseudonymOf(sql`held.event_id`, sql`convert_to(held.place_id, 'UTF8')`),
		place: sql`held.place_id`,
		day: sql`min(held.day)`
	})}
	from held group by ${eventColumns}, held.place_id`;

const actionWeeks = sql`
	${fact('series', {
		contribution: pseudonymOf(sql`held.activity_id`),
		item: sql`null::text`,
		place: sql`y.place_id`,
		organisation: sql`null::text`,
		day: sql`min(held.day)`,
		outcome: sql`s.kind`,
		audiences: sql`null::text[]`
	})}
	from held join event_series s on s.activity_id = held.activity_id join activities y on y.id = held.activity_id
	where s.kind = 'actionWeek' group by held.activity_id, y.place_id, s.kind`;

const kinds: readonly Sql[] = [
	events('event', everything),
	events('recurringEvent', sql`held.recurring`),
	events('registrationEvent', sql`held.registering`),
	dates('date', everything),
	dates('recurringDate', sql`held.recurring`),
	dates('registrationDate', sql`held.registering`),
	days,
	attendances,
	registrations,
	hosts,
	actionWeeks,
	feedbackFacts(counts, hostOf),
	followUpFacts(counts, hostOf)
];
