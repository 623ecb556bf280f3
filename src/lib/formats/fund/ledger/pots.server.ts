import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { record } from '../../../core/history/record.server.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { permissions } from '../permissions.ts';
import { mostCents } from '../../../platform/money.ts';
import { book } from './book.server.ts';

/** What the audit trail calls a pot, beside rounds and applications, which are `fund`. */
export const potKind = 'fund.pot';

const line = (most: number) =>
	z
		.string()
		.transform(cleanLine)
		.refine((one) => lengthOf(one) <= most, 'text_too_long');

const cents = z.int('amount_invalid').min(1, 'amount_missing').max(mostCents, 'amount_too_large');

/** A new pot. Issue messages are reason codes. */
export const potSchema = z.object({
	placeId: z.string().min(1, 'place_missing'),
	year: z.int('year_invalid').min(2000, 'year_invalid').max(2200, 'year_invalid'),
	name: line(120).refine((one) => one !== '', 'text_missing'),
	/** Council paper that gives the money. */
	paper: line(120),
	amountCents: cents
});
export type PotInput = z.infer<typeof potSchema>;

/**
 * Makes the pot of a place and year and books its first money.
 * @throws Refusal not_allowed, input_invalid, pot_exists (422)
 */
export async function createPot(db: Db, actor: Actor, input: PotInput): Promise<{ potId: string }> {
	demand(permissions, actor, 'fillPot', input);
	const { amountCents, ...pot } = parse(potSchema, input);
	try {
		return await db.transaction().execute(async (trx) => {
			const { id: potId } = await trx
				.insertInto('fundPots')
				.values({ ...pot, createdBy: actor.kind === 'account' ? actor.accountId : null })
				.returning('id')
				.executeTakeFirstOrThrow();
			await book(trx, actor, {
				potId,
				applicationId: null,
				kind: 'allocation',
				amountCents,
				reason: pot.paper || 'first_allocation'
			});
			await recordOfPot(trx, actor, { id: potId, ...pot }, 'potCreated', { amountCents });
			return { potId };
		});
	} catch (error) {
		if (!breaks(error, 'fund_pots_place_id_year_name_key')) throw error;
		throw new Refusal('invalid', 'pot_exists', { name: 'pot_exists' });
	}
}

/** More money into the pot, or out of it what is not committed. */
export const potChangeSchema = z.object({
	kind: z.enum(['allocation', 'cut'], 'choice_invalid'),
	amountCents: cents,
	reason: line(300).refine((one) => one !== '', 'reason_missing')
});
export type PotChange = z.infer<typeof potChangeSchema>;

/** @throws Refusal not_allowed, pot_unknown, input_invalid, pot_exhausted (409): more is committed than would be left */
export async function changePot(
	db: Db,
	actor: Actor,
	potId: string,
	input: PotChange
): Promise<void> {
	const pot = await potSubject(db, potId);
	demand(permissions, actor, 'fillPot', pot);
	const change = parse(potChangeSchema, input);
	await db.transaction().execute(async (trx) => {
		await book(trx, actor, { ...change, potId, applicationId: null });
		await recordOfPot(trx, actor, pot, 'potChanged', change);
	});
}

export type Pot = Readonly<{
	id: string;
	placeId: string;
	placeName: string;
	year: number;
	name: string;
	paper: string;
	/** In cents. Free is `amountCents - committedCents`; `paidCents` is part of what is committed. */
	amountCents: number;
	committedCents: number;
	paidCents: number;
}>;

/** @throws Refusal pot_unknown (404) */
export async function potSubject(db: Db | Trx, potId: string): Promise<Pot> {
	const pot = isUuid(potId)
		? await potColumns(db).where('t.id', '=', potId).executeTakeFirst()
		: undefined;
	if (!pot) throw new Refusal('missing', 'pot_unknown');
	return pot;
}

export function potColumns(db: Db | Trx) {
	return db
		.selectFrom('fundPots as t')
		.innerJoin('places as p', 'p.id', 't.placeId')
		.select(['t.id', 't.placeId', 'p.name as placeName', 't.year', 't.name', 't.paper'])
		.select(['t.amountCents', 't.committedCents', 't.paidCents']);
}

async function recordOfPot(
	trx: Trx,
	actor: Actor,
	{ id, placeId, name, year }: Pick<Pot, 'id' | 'placeId' | 'name' | 'year'>,
	verb: 'potCreated' | 'potChanged',
	detail: Record<string, unknown>
): Promise<void> {
	await record(trx, actor, {
		action: `fund.${verb}`,
		subjectKind: potKind,
		subjectId: id,
		placeId,
		detail: { ...detail, title: { de: `${name} ${year}` } }
	});
}
