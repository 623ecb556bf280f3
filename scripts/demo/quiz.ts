import type { AccountActor } from '#lib/access/actor.ts';
import { participantOf, tokenKey } from '#lib/core/activities/participant-token.server.ts';
import { setOutcome } from '#lib/formats/live/change-session.server.ts';
import { changeQuiz, readQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import { playAlong } from '#lib/formats/live/quiz/players.server.ts';
import { quizMark } from '#lib/formats/live/quiz/quiz-settings.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import type { Demo } from './demo.ts';
import { joinWithPhones } from './phones.ts';
import { answers, players, quiz } from './quiz-voices.ts';
import { daysFromNow, sessionInput } from './session-input.ts';
import { conductor, sessionNamed, tell, type Session } from './session.ts';

const title = texts(
	'Quiz auf dem Stadtteilfest Ostmannturm',
	'Quiz at the Ostmannturm street fair',
	'Quiz auf dem Fest im Ostmannturm-Viertel',
	'مسابقة في مهرجان حي أوستمانتورم'
);
const from = -6;

/** The quiz of last week's street fair: four questions with a timer, and a leaderboard of those who played along. */
export async function tellOfQuiz(demo: Demo, moderator: AccountActor): Promise<Session> {
	const input = sessionInput(demo, { title, placeId: 'bielefeld-ostmannturmviertel', from });
	const questions = quiz.map(({ question }) => question);
	const session = await sessionNamed(demo, moderator, input, questions);
	const then = daysFromNow(demo, from);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return session;
	await setRules(demo, moderator, session);
	if ((await standing()) === 'planned') await press('start');
	const nobody = answers[0]!.map(() => null);
	const tokens = await joinWithPhones(demo, session, nobody);
	await play(demo, session, tokens.slice(0, players));
	const scenes = answers.map((said) => ({ answers: said, ends: 'revealed' as const }));
	await tell(demo, moderator, session, tokens, scenes, then);
	await press('end');
	await setOutcome(
		demo.db,
		moderator,
		session.activityId,
		texts(
			'Drei wussten alles und haben sich einen Gutschein vom Eiscafé abgeholt.',
			'Three knew everything and collected a voucher from the ice cream parlour.',
			'3 Menschen haben alles gewusst. Sie haben ein Eis bekommen.',
			'عرف ثلاثة أشخاص كل الإجابات وحصلوا على قسيمة من محل المثلجات.'
		)
	);
	return session;
}

async function setRules({ db }: Demo, moderator: AccountActor, session: Session): Promise<void> {
	const { activityId } = session;
	const before = await readQuiz(db, moderator, activityId);
	const seconds = Object.fromEntries(
		Object.keys(before.seconds).map((id, n) => [id, String(quiz[n]!.seconds)])
	);
	const typed = { leaderboard: true, seconds };
	await changeQuiz(db, moderator, activityId, { typed, seen: quizMark(before) });
}

/** Names are drawn the same at every telling. Whoever plays along already keeps theirs. */
async function play({ db }: Demo, { activityId }: Session, tokens: readonly string[]) {
	const { participantKey } = await db
		.selectFrom('activities')
		.select('participantKey')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	const key = tokenKey(participantKey!);
	let drawn = 0;
	for (const token of tokens) {
		const participant = participantOf(key, token)!;
		await playAlong(db, { activityId, participant }, (below) => (drawn += 7) % below);
	}
}
