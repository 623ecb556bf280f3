import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { keepDatesInStep } from '../dates/keep-in-step.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { invitationOf } from '../invite/invitation.server.ts';
import { permissions } from '../permissions.ts';
import { seriesOf, type Series } from '../series/series.server.ts';
import { recurrenceOf, rowOf } from './content.ts';
import { demandFit } from './fits-series.server.ts';
import { demandOpen } from './gate.server.ts';
import { organisationsNamed } from './named-organisation.server.ts';
import { eventInput, eventLimits, type EventContent, type EventInput } from './schema.ts';

/** For whom an event is entered. */
export type Host =
	| Readonly<{ as: 'account'; organisationId: string }>
	| Readonly<{ as: 'invitation'; invitationId: string }>
	| Readonly<{ as: 'staff'; organisationId: string | null; hostName: string }>;

export type Entry = Readonly<{
	host: Host;
	content: EventInput;
	/** Made by the empty form: sent twice it is one event. */
	clientKey: string;
	copiedFrom?: string | null;
}>;

/**
 * Writes down an event as a draft, which nobody sees but its host and, where they have entered it, staff.
 * @throws Refusal not_allowed, series_unknown, invitation_unknown; input_invalid with the reason at each field,
 *   organisation_unknown (422); series_closed, only_invited, archived (409)
 */
export async function enterEvent(
	db: Db,
	actor: Actor,
	activityId: string,
	{ host, content: given, clientKey, copiedFrom = null }: Entry,
	now: Date
): Promise<{ eventId: string; number: number }> {
	const whose = await hostOf(db, actor, await seriesOf(db, activityId), host);
	const content = parse(eventInput, given);
	if (!isUuid(clientKey)) throw new Refusal('invalid', 'input_invalid');
	return db.transaction().execute(async (trx) => {
		const number = await lockForNumber(trx, activityId);
		// As it is now that nobody can change it.
		const series = await seriesOf(trx, activityId);
		const before = await enteredBefore(trx, activityId, clientKey, whose);
		if (before) return before;
		if (host.as !== 'staff')
			await demandOpen(trx, { ...series, seriesStatus: series.status }, whose, now);
		await demandFit(trx, series, content, now);
		const values = { ...rowOf(content), ...whose, activityId, number, clientKey };
		const { eventId } = await trx
			.insertInto('events')
			.values({
				...values,
				enteredAs: host.as,
				enteredBy: actor.kind === 'account' ? actor.accountId : null,
				copiedFrom: await sameSource(trx, copiedFrom, whose),
				touchedOn: localDay(now)
			})
			.returning('id as eventId')
			.executeTakeFirstOrThrow();
		await keepDates(trx, eventId, series, content, now);
		await recordOfEvent(trx, actor, { ...series, number }, 'entered');
		return { eventId, number };
	});
}

type Whose = Readonly<{
	organisationId: string | null;
	hostName: string | null;
	invitationId: string | null;
}>;

/** Asks for the right to enter for this host. */
async function hostOf(db: Db, actor: Actor, series: Series, host: Host): Promise<Whose> {
	if (host.as === 'staff') {
		demand(permissions, actor, 'enterFor', series);
		return { ...(await namedHost(db, host)), invitationId: null };
	}
	if (host.as === 'account') {
		const whose = { organisationId: host.organisationId, hostName: null, invitationId: null };
		demand(permissions, actor, 'enter', { ...series, ...whose });
		await demandOrganisation(db, host.organisationId);
		return whose;
	}
	const { invitationId, organisationId, hostName, activityId } = await invitationOf(
		db,
		host.invitationId
	);
	demand(permissions, actor, 'enter', { ...series, organisationId, invitationId });
	if (activityId !== series.activityId) throw new Refusal('missing', 'invitation_unknown');
	return { organisationId, hostName, invitationId };
}

async function namedHost(
	db: Db,
	{ organisationId, hostName }: Readonly<{ organisationId: string | null; hostName: string }>
): Promise<{ organisationId: string | null; hostName: string | null }> {
	const refuse = (field: string, reason: string) =>
		new Refusal('invalid', 'input_invalid', { [field]: reason });
	const name = cleanLine(hostName);
	if (organisationId !== null) {
		if (name !== '') throw refuse('hostName', 'one_host');
		await demandOrganisation(db, organisationId);
		return { organisationId, hostName: null };
	}
	if (name === '') throw refuse('hostName', 'text_missing');
	if (lengthOf(name) > eventLimits.line) throw refuse('hostName', 'text_too_long');
	const known = (await organisationsNamed(db, [name])).get(name) ?? null;
	return known === null
		? { organisationId: null, hostName: name }
		: { organisationId: known, hostName: null };
}

/** @throws Refusal organisation_unknown (422), also for an archived one */
export async function demandOrganisation(db: Db | Trx, id: string): Promise<void> {
	const found = isUuid(id)
		? await db
				.selectFrom('organisations')
				.select('id')
				.where('id', '=', id)
				.where('archivedAt', 'is', null)
				.executeTakeFirst()
		: undefined;
	if (!found)
		throw new Refusal('invalid', 'organisation_unknown', {
			organisationId: 'organisation_unknown'
		});
}

/** Events take their numbers one after the other; nothing of the series changes meanwhile. */
async function lockForNumber(trx: Trx, activityId: string): Promise<number> {
	const row = await trx
		.updateTable('eventSeries as s')
		.from('activities as y')
		.whereRef('y.id', '=', 's.activityId')
		.set((eb) => ({ lastNumber: eb('s.lastNumber', '+', 1) }))
		.where('s.activityId', '=', activityId)
		.where('y.status', 'not in', ['finished', 'archived'])
		.returning('s.lastNumber')
		.executeTakeFirst();
	if (!row) throw new Refusal('conflict', 'series_closed');
	return row.lastNumber;
}

/** @throws Refusal input_invalid for a key that another host has used */
async function enteredBefore(trx: Trx, activityId: string, clientKey: string, whose: Whose) {
	const row = await trx
		.selectFrom('events')
		.select(['id', 'number', 'organisationId', 'invitationId', 'hostName'])
		.where('activityId', '=', activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirst();
	if (!row) return null;
	const isSame =
		row.organisationId === whose.organisationId &&
		row.invitationId === whose.invitationId &&
		row.hostName === whose.hostName;
	if (!isSame) throw new Refusal('invalid', 'input_invalid');
	return { eventId: row.id, number: row.number };
}

/** The event that this one began as a copy of, if it was the same host's. */
async function sameSource(
	trx: Trx,
	copiedFrom: string | null,
	{ organisationId, hostName }: Whose
): Promise<string | null> {
	if (copiedFrom === null || !isUuid(copiedFrom)) return null;
	const row = await trx
		.selectFrom('events')
		.select('id')
		.where('id', '=', copiedFrom)
		.where(organisationId === null ? 'hostName' : 'organisationId', '=', organisationId ?? hostName)
		.executeTakeFirst();
	return row?.id ?? null;
}

const keepDates = (trx: Trx, eventId: string, series: Series, content: EventContent, now: Date) =>
	keepDatesInStep(trx, { eventId, lastDay: series.lastDay }, recurrenceOf(content), {
		now,
		published: false
	});
