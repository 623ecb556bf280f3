import type { AccountActor } from '#lib/access/actor.ts';
import { picturesOf } from '#lib/core/activities/pictures.server.ts';
import { addQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { addPicture } from '#lib/formats/live/pictures/session-pictures.server.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import type { Demo } from './demo.ts';
import { drawnMurals, murals } from './murals.ts';
import { joinWithPhones } from './phones.ts';
import { sessionInput } from './session-input.ts';
import { conductor, questionsOf, sessionNamed, tellOpen, type Session } from './session.ts';
import { dealt } from './voices.ts';

const title = texts(
	'Ein Bild für die Mauer am Kamphof',
	'A picture for the wall at Kamphof',
	'Ein Bild für die Mauer am Kamphof',
	'لوحة لجدار كامبهوف'
);

const prompt = texts(
	'Welches Bild soll an die Mauer?',
	'Which picture should go on the wall?',
	'Welches Bild soll an die Mauer?',
	'أي لوحة يجب أن تُرسم على الجدار؟'
);

/** Places of the pictures; null: has not made up their mind. */
const favourites = dealt<number | null>([
	[1, 11],
	[2, 9],
	[0, 6],
	[null, 3]
]);

/** Running now: 29 people are there, 26 have chosen one of three drafts; nobody knows the result yet. */
export async function tellOfMural(demo: Demo, moderator: AccountActor): Promise<Session> {
	const input = sessionInput(demo, { title, placeId: 'bielefeld-kamphof', from: 0 });
	const session = await sessionNamed(demo, moderator, input, []);
	if ((await questionsOf(demo, session)).length === 0)
		await askWithPictures(demo, moderator, session);
	const { press, standing } = conductor(demo, moderator, session, demo.means.clock());
	if ((await standing()) === 'planned') await press('start');
	const nobody = favourites.map(() => null);
	const tokens = await joinWithPhones(demo, session, nobody);
	const shown = await picturesOf(demo.db, session.activityId);
	const answers = favourites.map((place) =>
		place !== null && shown[place] ? [shown[place].id] : null
	);
	await tellOpen(demo, moderator, session, tokens, [{ answers, ends: 'open' }]);
	return session;
}

/** The pictures come first: a question keeps a copy of what it shows. */
async function askWithPictures(
	{ db, means }: Demo,
	moderator: AccountActor,
	{ activityId }: Session
): Promise<void> {
	const pictures = openPictures(db, 'only the tickets of one run', means.clock);
	const known = await picturesOf(db, activityId);
	const drawings = await drawnMurals();
	for (const [n, { alt }] of murals.entries())
		if (n >= known.length)
			await addPicture(db, pictures, moderator, activityId, { bytes: drawings[n]!, alt });
	const options = (await picturesOf(db, activityId)).map((picture, n) => ({
		id: picture.id,
		label: murals[n]!.name,
		picture
	}));
	const config = { options, min: 1, max: 1, noneOfThese: true };
	await addQuestion(db, moderator, activityId, { type: 'picturechoice', prompt, config });
}
