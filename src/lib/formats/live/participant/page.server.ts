import { randomUUID } from 'node:crypto';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { answerText } from '../../../questions/answer-text.ts';
import type { LiveSnapshot } from '../snapshot.ts';
import type { OwnGame } from '../quiz/own-game.ts';
import { ownGame } from '../quiz/own-game.server.ts';
import type { Door } from './forms.server.ts';
import {
	registeredOrganisations,
	surroundingsOf,
	type Surroundings
} from './surroundings.server.ts';

/** All that the participant's page shows to whoever asks for it. */
export type ParticipantPage = Readonly<{
	snapshot: LiveSnapshot;
	surroundings: Surroundings;
	joined: boolean;
	answer: unknown;
	answerText: string;
	/** Null: they do not play along, or nobody does. */
	game: OwnGame | null;
	organisations: readonly string[];
	/** Of the form with which somebody joins. */
	nonce: string;
}>;

/** @throws Refusal code_unknown, code_expired */
export async function participantPage(
	db: Db,
	door: Door,
	locale: string
): Promise<ParticipantPage> {
	const { live, code, token } = door;
	const snapshot = await live.snapshot(code);
	const [surroundings, { joined }, answer, game] = await Promise.all([
		surroundingsOf(db, code),
		live.participant({ code, token }),
		snapshot.question ? live.ownAnswer({ code, token }) : undefined,
		snapshot.leaderboard ? ownGame(db, door) : null
	]);
	if (!surroundings) throw new Refusal('missing', 'code_unknown');
	const asks = surroundings.organisationField !== 'off' && !joined;
	return {
		snapshot,
		surroundings,
		joined,
		answer,
		game,
		answerText:
			snapshot.question && answer !== undefined
				? answerText(snapshot.question, answer, locale)
				: '',
		nonce: randomUUID(),
		organisations: asks ? await registeredOrganisations(db) : []
	};
}
