import type { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { organisationSchema } from '../schema.ts';
import { organisationKey } from './name-key.ts';

type Input = z.input<typeof organisationSchema>;

/**
 * @returns id of the new organisation
 * @throws Refusal `conflict` name_taken when it exists under another spelling
 */
export async function createOrganisation(
	means: Means,
	actor: Actor,
	input: Input
): Promise<string> {
	demand(people, actor, 'organisation.change', { placeId: input.placeId || null });
	const values = parse(organisationSchema, input);
	return unlessTaken(() =>
		means.db.transaction().execute(async (trx) => {
			const { id } = await trx
				.insertInto('organisations')
				.values({ ...values, nameKey: keyOf(values.name) })
				.returning('id')
				.executeTakeFirstOrThrow();
			await tell(trx, actor, 'organisation.created', { id, ...values });
			return id;
		})
	);
}

/** Changes name, kind and place. Moving one to another place needs the right at both. */
export async function changeOrganisation(
	means: Means,
	actor: Actor,
	id: string,
	input: Input
): Promise<void> {
	const before = await find(means, id);
	demand(people, actor, 'organisation.change', before);
	demand(people, actor, 'organisation.change', { placeId: input.placeId || null });
	const values = parse(organisationSchema, input);
	await unlessTaken(() =>
		means.db.transaction().execute(async (trx) => {
			await trx
				.updateTable('organisations')
				.set({ ...values, nameKey: keyOf(values.name) })
				.where('id', '=', id)
				.execute();
			await tell(trx, actor, 'organisation.changed', { id, ...values, before: before.name });
		})
	);
}

/** An archived organisation keeps its history and members but is offered nowhere; it can come back. */
export async function archiveOrganisation(means: Means, actor: Actor, id: string): Promise<void> {
	await setArchived(means, actor, id, true);
}

export async function restoreOrganisation(means: Means, actor: Actor, id: string): Promise<void> {
	await setArchived(means, actor, id, false);
}

async function setArchived(means: Means, actor: Actor, id: string, archived: boolean) {
	const organisation = await find(means, id);
	demand(people, actor, 'organisation.change', organisation);
	await means.db.transaction().execute(async (trx) => {
		const changed = await trx
			.updateTable('organisations')
			.set({ archivedAt: archived ? means.clock() : null })
			.where('id', '=', id)
			.where('archivedAt', archived ? 'is' : 'is not', null)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return;
		await tell(
			trx,
			actor,
			archived ? 'organisation.archived' : 'organisation.restored',
			organisation
		);
	});
}

async function find(means: Means, id: string) {
	if (!isUuid(id)) throw new Refusal('missing', 'organisation_unknown');
	const found = await means.db
		.selectFrom('organisations')
		.select(['id', 'name', 'placeId'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'organisation_unknown');
	return found;
}

function keyOf(name: string): string {
	const key = organisationKey(name);
	if (key === '') throw new Refusal('invalid', 'input_invalid', { name: 'missing' });
	return key;
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
	try {
		return await write();
	} catch (error) {
		if (breaks(error, 'organisations_name_key_key'))
			throw new Refusal('conflict', 'name_taken', { name: 'name_taken' });
		if (breaks(error, 'organisations_place_id_fkey'))
			throw new Refusal('invalid', 'input_invalid', { placeId: 'unknown_choice' });
		throw error;
	}
}

const tell = (
	trx: Trx,
	actor: Actor,
	action: `organisation.${string}`,
	{
		id,
		name,
		placeId,
		before
	}: { id: string; name: string; placeId: string | null; before?: string }
) =>
	record(trx, actor, {
		action,
		subjectKind: 'organisation',
		subjectId: id,
		placeId,
		detail: before && before !== name ? { name, before } : { name }
	});
