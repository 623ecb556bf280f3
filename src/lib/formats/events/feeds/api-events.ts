import { z } from 'zod';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import { accessFeatures, audiences, costs, eventKinds } from '../choices.ts';
import { dateStates } from '../states.ts';
import { pageOf, type FeedContext } from './calendar.ts';
import type { FeedDate, FeedEvent } from './feed-events.server.ts';

const date = z.object({
	startsAt: z.iso.datetime(),
	endsAt: z.iso.datetime(),
	state: z.enum(dateStates),
	moved: z.boolean().meta({ description: 'begins at another time than it was planned for' }),
	note: z.string(),
	place: z.string().nullable().meta({ description: 'only where this date is elsewhere' }),
	venue: z.string().nullable(),
	address: z.string().nullable()
});

const event = z.object({
	id: z.uuid(),
	number: z.int(),
	revision: z.int().meta({ description: 'counts its changes' }),
	changedAt: z.iso.datetime(),
	title: z.string(),
	lang: z.string().meta({ description: 'language of the title' }),
	summary: z.string(),
	description: z.string(),
	kind: z.enum(eventKinds),
	themes: z.array(z.string()).meta({ description: 'keys of the series' }),
	audiences: z.array(z.enum(audiences)),
	ageFrom: z.int().nullable(),
	ageTo: z.int().nullable(),
	host: z.string(),
	placeId: z.string(),
	place: z.string(),
	venue: z.string(),
	address: z.string(),
	meeting: z.string(),
	languages: z.array(z.string()).meta({ description: 'spoken there, BCP 47' }),
	accessibility: z.array(z.enum(accessFeatures)),
	cost: z.enum(costs),
	costCents: z.int().nullable(),
	costText: z.string(),
	needsRegistration: z.boolean(),
	url: z.url(),
	dates: z.array(date)
});
export type ApiEvent = z.infer<typeof event>;

const point = { lat: z.number().nullable(), lng: z.number().nullable() };
export const eventListSchema = z.object({ total: z.int(), events: z.array(event.extend(point)) });

/** RFC 7946; an event without a point has no geometry. */
export const eventCollectionSchema = z.object({
	type: z.literal('FeatureCollection'),
	total: z.int(),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			id: z.uuid(),
			geometry: z
				.object({
					type: z.literal('Point'),
					coordinates: z
						.tuple([z.number(), z.number()])
						.meta({ description: 'longitude, latitude' })
				})
				.nullable(),
			properties: event
		})
	)
});

export const apiEvents = (
	events: readonly FeedEvent[],
	context: FeedContext
): z.infer<typeof eventListSchema> => ({
	total: events.length,
	events: events.map((one) => ({ ...apiEvent(one, context), lat: one.lat, lng: one.lng }))
});

export const eventCollection = (
	events: readonly FeedEvent[],
	context: FeedContext
): z.infer<typeof eventCollectionSchema> => ({
	type: 'FeatureCollection',
	total: events.length,
	features: events.map((one) => ({
		type: 'Feature',
		id: one.eventId,
		geometry:
			one.lat === null || one.lng === null
				? null
				: { type: 'Point', coordinates: [one.lng, one.lat] },
		properties: apiEvent(one, context)
	}))
});

/** The fields are named one by one: what a row gets later is not public by itself. */
const apiEvent = (one: FeedEvent, context: FeedContext): ApiEvent => ({
	id: one.eventId,
	number: one.number,
	revision: one.revision,
	changedAt: one.changedAt.toISOString(),
	title: textFor(one.title, context.locale),
	lang: languageOf(one.title, context.locale),
	summary: textFor(one.summary, context.locale),
	description: textFor(one.description, context.locale),
	kind: one.kind,
	themes: [...one.themes],
	audiences: [...one.audiences],
	ageFrom: one.ageFrom,
	ageTo: one.ageTo,
	host: one.host,
	placeId: one.placeId,
	place: one.placeName,
	venue: one.venue,
	address: one.address,
	meeting: one.meeting,
	languages: [...one.languages],
	accessibility: [...one.accessibility],
	cost: one.cost,
	costCents: one.costCents,
	costText: one.costText,
	needsRegistration: one.needsRegistration,
	url: pageOf(one.number, context),
	dates: one.dates.map(apiDate)
});

const apiDate = (one: FeedDate): ApiEvent['dates'][number] => ({
	startsAt: one.startsAt.toISOString(),
	endsAt: one.endsAt.toISOString(),
	state: one.state,
	moved: one.moved,
	note: one.note,
	place: one.placeName,
	venue: one.venue,
	address: one.address
});
