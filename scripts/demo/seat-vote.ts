import type { AccountActor } from '#lib/access/actor.ts';
import { redeemSeat, seatHash } from '#lib/formats/live/seats/redeem.server.ts';
import { makeSeats } from '#lib/formats/live/seats/seats.server.ts';
import { seatPath } from '#lib/formats/live/seats/code.ts';
import { choice, texts } from '#lib/formats/live/templates/contract.ts';
import { clientKeyFrom } from './client-key.ts';
import type { Demo } from './demo.ts';
import { joinWithTokens } from './phones.ts';
import { sessionInput } from './session-input.ts';
import { conductor, sessionNamed, tellOpen, type Session } from './session.ts';
import { dealt } from './voices.ts';

const title = texts(
	'Hausversammlung Oberlohmannshof',
	'House assembly at Oberlohmannshof',
	'Versammlung vom Haus Oberlohmannshof',
	'اجتماع سكان أوبرلومانسهوف'
);

const question = choice(
	texts(
		'Soll der Innenhof ein Garten für alle werden?',
		'Should the courtyard become a garden for all?',
		'Soll im Hof ein Garten für alle sein?',
		'هل يصبح الفناء حديقة للجميع؟'
	),
	{
		yes: texts(
			'Ja, auch wenn acht Stellplätze entfallen',
			'Yes, even if eight parking spaces go',
			'Ja. Dann gibt es 8 Parkplätze weniger.',
			'نعم، حتى لو أُلغيت ثمانية مواقف'
		),
		half: texts(
			'Ja, aber nur die Hälfte',
			'Yes, but only half of it',
			'Ja, aber nur zur Hälfte',
			'نعم، ولكن نصفه فقط'
		),
		no: texts('Nein', 'No', 'Nein', 'لا')
	},
	1,
	false
);

/** One card for each of the 48 flats; 37 households are there, 34 of them have voted so far. */
const flats = 48;
const said = dealt<string[] | null>([
	[['yes'], 18],
	[['half'], 9],
	[['no'], 7],
	[null, 3]
]);

/** A session to which only a card from one's letter box opens the door; its path with a card that nobody has used. */
export type SeatVote = Session & Readonly<{ path: string }>;

/** Running now, one vote for each flat. */
export async function tellOfSeatVote(demo: Demo, moderator: AccountActor): Promise<SeatVote> {
	const placeId = 'bielefeld-oberlohmannshof';
	const input = sessionInput(demo, { title, placeId, from: 0, seatsOnly: true });
	const session = await sessionNamed(demo, moderator, input, [question]);
	const seats = await cards(demo, moderator, session);
	const { press, standing } = conductor(demo, moderator, session, demo.means.clock());
	if ((await standing()) === 'planned') await press('start');
	const tokens = await comeIn(demo, session, seats.slice(0, said.length));
	await tellOpen(demo, moderator, session, tokens, [{ answers: said, ends: 'open' }]);
	const free = await freeSeat(demo, session, seats.slice(said.length));
	return { ...session, path: free ? seatPath(session.code, free) : `/j/${session.code}` };
}

/** The house forgets what it printed; the demo remembers it, so that whoever tries it has a card. */
async function cards(
	{ db, memory }: Demo,
	moderator: AccountActor,
	{ activityId }: Session
): Promise<readonly string[]> {
	const { secrets, keep } = memory;
	if (!secrets.seats) {
		secrets.seats = await makeSeats(db, moderator, activityId, flats);
		keep();
	}
	return secrets.seats;
}

async function comeIn(
	demo: Demo,
	session: Session,
	seats: readonly string[]
): Promise<readonly string[]> {
	const { secrets, keep } = demo.memory;
	const known = secrets.phones[session.title];
	if (known) return known;
	const tokens: string[] = [];
	for (const typed of seats) {
		const nonce = clientKeyFrom(`seat ${typed}`);
		tokens.push(await redeemSeat(demo.db, session.code, { typed, nonce }));
	}
	await joinWithTokens(demo, session.code, tokens);
	secrets.phones[session.title] = tokens;
	keep();
	return tokens;
}

async function freeSeat(
	{ db }: Demo,
	{ activityId }: Session,
	seats: readonly string[]
): Promise<string | undefined> {
	const unused = await db
		.selectFrom('liveSeats')
		.select('codeHash')
		.where('activityId', '=', activityId)
		.where('attempt', 'is', null)
		.execute();
	const hashes = new Set(unused.map(({ codeHash }) => codeHash));
	return seats.find((code) => hashes.has(seatHash(activityId, code)));
}
