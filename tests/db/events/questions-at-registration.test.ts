import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anonymous, system } from '#lib/access/actor.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { cancelRegistration } from '#lib/formats/events/registration/change-registration.server.ts';
import { registrationsCsv } from '#lib/formats/events/registration/csv.server.ts';
import { readOwnRegistration } from '#lib/formats/events/registration/own-registration.server.ts';
import { openingAt } from '#lib/formats/events/registration/public-openings.server.ts';
import { readQuestions } from '#lib/formats/events/registration/questions/asked-questions.server.ts';
import { changeAnswers } from '#lib/formats/events/registration/questions/change-answers.server.ts';
import {
	addQuestion,
	changeQuestion,
	moveQuestion,
	removeQuestion
} from '#lib/formats/events/registration/questions/edit-questions.server.ts';
import { tallyOfGuests } from '#lib/formats/events/registration/questions/tally-of-guests.ts';
import { register } from '#lib/formats/events/registration/register.server.ts';
import { readRegistrations } from '#lib/formats/events/registration/registration-list.server.ts';
import { tidyRegistrations } from '#lib/formats/events/registration/tidy.server.ts';
import { archiveSeries } from '#lib/formats/events/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	allergyQuestion,
	asking,
	begins,
	dinnerQuestion,
	guest,
	guestInput,
	signUp,
	ticketed
} from '../../fixture/event-registration.ts';
import { at, before, eventSeries } from '../../fixture/events.ts';

/** An event with a dinner, which asks first what it insists on. */
async function dinner() {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 4 }] });
	const [food, allergies] = await asking(db, series, on.eventId, [allergyQuestion, dinnerQuestion]);
	return { db, series, on, food: food!, allergies: allergies!, host: series.host };
}

const soup = (food: string) => ({ answers: { [food]: ['suppe'] } });

describe('whoever registers', () => {
	test('finds what must be answered first, and the number of days until it is forgotten', async () => {
		const { db, series, on, food, allergies } = await dinner();
		const { number } = on.event;
		const { questions, opening } = await openingAt(db, series.slug, number, on.dateId, before);
		expect(questions.map(({ id }) => id)).toEqual([food, allergies]);
		expect(opening.forgetDays).toBe(30);
	});

	test('is told of everything that is wrong at once, fields and answers, and has no place yet', async () => {
		const { db, on, food, allergies } = await dinner();
		const tooLong = { answers: { [allergies]: 'Erdnüsse '.repeat(10) } };
		const wrong = {
			[`answers.${food}`]: 'answer_missing',
			[`answers.${allergies}`]: 'text_too_long'
		};
		await expect(signUp(db, on, tooLong)).rejects.toMatchObject({ status: 422, fields: wrong });
		await expect(signUp(db, on, { ...tooLong, email: 'keine' })).rejects.toMatchObject({
			fields: { email: 'not_an_email', ...wrong }
		});
		await expect(signUp(db, on, { ...tooLong, places: 6 })).rejects.toMatchObject({
			fields: { places: 'too_many_places', ...wrong }
		});
		expect(await db.selectFrom('eventRegistrations').select('id').execute()).toEqual([]);
	});

	test('may leave out what need not be answered; the other answers are kept as their type keeps them', async () => {
		const { db, on, food } = await dinner();
		const { registrationId } = await signUp(db, on, soup(food));
		const own = await readOwnRegistration(db, guest(registrationId), registrationId);
		expect(own.answers).toEqual({ [food]: ['suppe'] });
	});

	test('and does not answer what another event asks, however the form is forged', async () => {
		const { db, series, on, food } = await dinner();
		const other = await ticketed(db, series);
		const [foreign] = await asking(db, series, other.eventId, [allergyQuestion]);
		const { registrationId } = await signUp(db, on, {
			answers: { ...soup(food).answers, [foreign!]: 'Nüsse' }
		});
		expect((await readOwnRegistration(db, guest(registrationId), registrationId)).answers).toEqual({
			[food]: ['suppe']
		});
		await expect(
			db
				.insertInto('eventAnswers')
				.values({ registrationId, questionId: foreign!, answer: '"Nüsse"' })
				.execute()
		).rejects.toThrow('an answer belongs to a question of its event');
	});

	test('who sends the form twice answers once', async () => {
		const { db, on, food } = await dinner();
		const input = guestInput(on.kindIds[0]!, soup(food));
		for (let time = 0; time < 2; time++) await register(db, anonymous, on, input, at());
		expect(await db.selectFrom('eventAnswers').select('answer').execute()).toHaveLength(1);
	});

	test('where nothing is asked, what a forged form answers is not kept', async () => {
		const { db } = await freshDatabase();
		const on = await ticketed(db, await eventSeries(db));
		await signUp(db, on, { answers: { [crypto.randomUUID()]: 'x' } });
		expect(await db.selectFrom('eventAnswers').select('answer').execute()).toEqual([]);
	});
});

describe('a guest with the receipt', () => {
	test('changes the answers until the date begins, and every wrong one is told', async () => {
		const { db, on, food, allergies } = await dinner();
		const { registrationId: id } = await signUp(db, on, soup(food));
		const own = guest(id);
		const answers = { [food]: ['salat'], [allergies]: ' Nüsse ' };
		await changeAnswers(db, own, id, answers, at());
		expect((await readOwnRegistration(db, own, id)).answers).toEqual({
			[food]: ['salat'],
			[allergies]: 'Nüsse'
		});
		await expect(changeAnswers(db, own, id, {}, at())).rejects.toMatchObject({
			status: 422,
			fields: { [`answers.${food}`]: 'answer_missing' }
		});
		await expect(changeAnswers(db, own, id, answers, at(begins))).rejects.toMatchObject({
			reason: 'not_possible_now'
		});
	});

	test('leaves a trace in the history that names nobody and says no answer', async () => {
		const { db, on, food } = await dinner();
		const { registrationId: id } = await signUp(db, on, soup(food));
		await changeAnswers(db, guest(id), id, { [food]: ['salat'] }, at());
		const entry = await db
			.selectFrom('history')
			.select(['detail', 'actorId'])
			.where('action', '=', 'events.answersChanged')
			.executeTakeFirstOrThrow();
		expect(entry.actorId).toBeNull();
		expect(JSON.stringify(entry.detail)).not.toContain('salat');
	});
});

describe('host and moderators', () => {
	test('see the answers in the list and in the table, and how many soups to cook', async () => {
		const { db, on, food, allergies, host } = await dinner();
		const said = { [food]: ['suppe'], [allergies]: '=1+1' };
		await signUp(db, on, { name: 'Aylin', answers: said });
		const { registrationId } = await signUp(db, on, soup(food));
		await cancelRegistration(db, guest(registrationId), registrationId, at());
		const { questions, dates } = await readRegistrations(db, host, on.eventId);
		expect(dates[0]!.guests[0]).toMatchObject({ name: 'Aylin', answers: said });
		expect(tallyOfGuests(questions[0]!, dates[0]!.guests)).toEqual({
			ballots: 1,
			counts: { suppe: 1 }
		});
		const { body } = await registrationsCsv(db, host, on.eventId, 'de');
		const [header, first] = (await new Response(body).text()).split('\r\n');
		expect(header).toMatch(/,Was möchten Sie essen\?,Gibt es Allergien\?$/);
		expect(first).toMatch(/,Ein Teller suppe,'=1\+1$/);
	});

	test('put the wording right once somebody has answered, and nothing else', async () => {
		const { db, series, on, food, host } = await dinner();
		await signUp(db, on, soup(food));
		const which = { eventId: on.eventId, questionId: food };
		const reworded = { ...dinnerQuestion, prompt: { de: 'Was essen Sie?' }, required: false };
		await changeQuestion(db, host, which, reworded);
		const other = { ...reworded, type: 'text', config: { maxLength: 40 } };
		await expect(changeQuestion(db, host, which, other)).rejects.toMatchObject({
			status: 409,
			reason: 'question_answered'
		});
		await expect(removeQuestion(db, series.moderator, which)).rejects.toMatchObject({
			reason: 'question_answered'
		});
		const { questions } = await readQuestions(db, host, on.eventId);
		expect(questions.find(({ id }) => id === food)).toMatchObject({
			prompt: { de: 'Was essen Sie?' },
			required: false,
			answers: 1
		});
		await expect(
			sql`update event_questions set config = '{}' where id = ${food}`.execute(db)
		).rejects.toThrow('can only be reworded');
	});

	test('ask five questions at most, move and remove them while nobody has answered', async () => {
		const { db, on, food, allergies, host } = await dinner();
		for (let more = 0; more < 3; more++) await addQuestion(db, host, on.eventId, allergyQuestion);
		await expect(addQuestion(db, host, on.eventId, allergyQuestion)).rejects.toMatchObject({
			reason: 'too_many_questions'
		});
		const which = (questionId: string) => ({ eventId: on.eventId, questionId });
		await moveQuestion(db, host, which(food), 'up');
		await removeQuestion(db, host, which(allergies));
		const { questions } = await readQuestions(db, host, on.eventId);
		expect(questions.map(({ id }) => id)).toHaveLength(4);
		expect(questions[0]!.id).toBe(food);
		await expect(removeQuestion(db, host, which('keine'))).rejects.toMatchObject({
			reason: 'question_unknown'
		});
	});

	test('cannot ask without a question in the main language or with an unknown type', async () => {
		const { db, on, host } = await dinner();
		const without = { ...allergyQuestion, prompt: { en: 'Allergies?' } };
		await expect(addQuestion(db, host, on.eventId, without)).rejects.toMatchObject({
			status: 422,
			fields: { 'prompt.de': 'text_missing' }
		});
		const unknown = { ...allergyQuestion, type: 'karaoke' };
		await expect(addQuestion(db, host, on.eventId, unknown)).rejects.toMatchObject({
			fields: { type: 'type_unknown' }
		});
	});
});

describe('answers are forgotten', () => {
	const kept = async (db: Awaited<ReturnType<typeof dinner>>['db']) =>
		(await db.selectFrom('eventAnswers').select('answer').execute()).length;

	test('with the names, and do not come back', async () => {
		const { db, on, food } = await dinner();
		const { registrationId } = await signUp(db, on, { name: 'Aylin', ...soup(food) });
		const days = (count: number) => at(new Date(begins.getTime() + count * 86_400_000));
		await tidyRegistrations(db, days(30));
		expect(await kept(db)).toBe(1);
		await tidyRegistrations(db, days(31));
		expect(await kept(db)).toBe(0);
		await expect(
			db
				.insertInto('eventAnswers')
				.values({ registrationId, questionId: food, answer: '["suppe"]' })
				.execute()
		).rejects.toThrow('who is not forgotten');
	});

	test('when the series is archived', async () => {
		const { db, series, on, food } = await dinner();
		await signUp(db, on, soup(food));
		await db.updateTable('activities').set({ status: 'finished' }).execute();
		await archiveSeries(db, system, series.activityId, new Date());
		expect(await kept(db)).toBe(0);
	});
});

test('what is asked is no part of what everybody sees of an event', async () => {
	const { db, series, on } = await dinner();
	const seen = await publicEvent(db, series.slug, on.event.number);
	expect(JSON.stringify(seen)).not.toContain('Allergien');
});
