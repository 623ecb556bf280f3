import type { Actor } from '../../../../access/actor.ts';
import { demand } from '../../../../access/can.ts';
import type { Db } from '../../../../platform/db/database.server.ts';
import { Refusal } from '../../../../platform/errors.ts';
import type { Answers } from '../../../../questions/answer-text.ts';
import type { At } from '../../at.ts';
import { permissions } from '../../permissions.ts';
import { takesPlace } from '../is-open.ts';
import { recordOfGuest } from '../record.server.ts';
import { lockRegistration } from '../registration.server.ts';
import { isActive } from '../states.ts';
import { dropAnswers, fittingAnswers, keepAnswers } from './answers.server.ts';
import { questionsOf } from './asked-questions.server.ts';

/**
 * Answers anew what was asked at the registration, until the date begins.
 * @throws Refusal not_allowed, registration_unknown; input_invalid with the reason at each question (422),
 *   not_possible_now (409)
 */
export async function changeAnswers(
	db: Db,
	actor: Actor,
	registrationId: string,
	typed: Answers,
	{ now }: At
): Promise<void> {
	demand(permissions, actor, 'ownRegistration', { registrationId });
	await db.transaction().execute(async (trx) => {
		const { registration, line } = await lockRegistration(trx, registrationId);
		if (!isActive(registration.state) || !takesPlace(line.at, now))
			throw new Refusal('conflict', 'not_possible_now');
		const answers = fittingAnswers(await questionsOf(trx, registration.eventId), typed);
		await dropAnswers(trx, [registrationId]);
		await keepAnswers(trx, [{ registrationId, answers }]);
		await recordOfGuest(trx, line.at, 'answersChanged', { places: registration.places, now });
	});
}
