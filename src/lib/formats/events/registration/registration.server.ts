import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockLine, lockTicketed, type Line } from './line.server.ts';
import type { RegistrationState } from './states.ts';

/** A registration as use cases ask about it before they change it. */
export type RegistrationRow = Readonly<{
	registrationId: string;
	eventId: string;
	dateId: string;
	quotaKey: number;
	kindId: string;
	position: number;
	places: number;
	state: RegistrationState;
	offeredUntil: Date | null;
	clientKey: string;
	locale: string;
	name: string | null;
	email: string | null;
}>;

/** @throws Refusal registration_unknown (404) */
export async function registrationOf(db: Db | Trx, id: string): Promise<RegistrationRow> {
	const row = isUuid(id)
		? await db
				.selectFrom('eventRegistrations')
				.select(['id as registrationId', 'eventId', 'dateId', 'quotaKey', 'kindId', 'position'])
				.select(['places', 'state', 'offeredUntil', 'clientKey', 'locale', 'name', 'email'])
				.where('id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'registration_unknown');
	return row as RegistrationRow;
}

/** The same with its line, both as they are now that nobody else can change them. */
export async function lockRegistration(
	trx: Trx,
	id: string
): Promise<{ registration: RegistrationRow; line: Line }> {
	const { eventId, dateId, quotaKey } = await registrationOf(trx, id);
	const line = await lockLine(trx, await lockTicketed(trx, { eventId, dateId }), quotaKey);
	return { registration: await registrationOf(trx, id), line };
}
