import type { AccountActor } from '#lib/access/actor.ts';
import { reviseQuestion, writeQuestion } from '#lib/formats/live/bank/write-question.server.ts';
import { setOutcome } from '#lib/formats/live/change-session.server.ts';
import { texts } from '#lib/formats/live/templates/contract.ts';
import { squareTalk } from '#lib/formats/live/templates/square-talk.ts';
import type { ChoiceConfig } from '#lib/questions/choice/index.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import type { Translated } from '#lib/platform/i18n/translated.ts';
import type { Demo } from './demo.ts';
import { joinWithPhones } from './phones.ts';
import { daysFromNow, sessionInput } from './session-input.ts';
import { conductor, sessionNamed, tell, tellSecondRound, type Scene } from './session.ts';
import * as voices from './treppenplatz-voices.ts';

const [comfort, needs, inWords] = squareTalk.questions as [
	QuestionInput,
	QuestionInput,
	QuestionInput
];

/** How it was asked the first time: in other words, and without somebody to turn to. */
const needsAtFirst: QuestionInput = {
	...needs,
	prompt: texts(
		'Was fehlt auf dem Platz am meisten?',
		'What does the square lack most?',
		'Was fehlt auf dem Platz?',
		'ما أكثر ما ينقص الساحة؟'
	),
	config: withoutOption(needs.config as ChoiceConfig, 'ansprechen')
};

function withoutOption(config: ChoiceConfig, gone: string): ChoiceConfig {
	return { ...config, options: config.options.filter(({ id }) => id !== gone) };
}

type Talk = Readonly<{
	title: Translated;
	/** Days from now. */
	from: number;
	questions: readonly QuestionInput[];
	answers: readonly Scene['answers'][];
	/** What the last question was answered when it was put once more. */
	secondRound?: Scene['answers'];
	outcome: Translated;
}>;

const year = 365;
const last = -21;

const firstTalk: Talk = {
	title: texts(
		'Erstes Platzpalaver am Treppenplatz',
		'First square talk at Treppenplatz',
		'Das erste Platz-Palaver am Treppen-Platz',
		'أول حديث في ساحة تريبنبلاتس'
	),
	from: last - 2 * year,
	questions: [comfort, needsAtFirst],
	answers: [voices.firstComfort, voices.firstNeeds],
	outcome: texts(
		'Die Stadtwerke haben drei Lampen an der Treppe erneuert. Die Bänke bleiben vorerst, wie sie sind.',
		'The city’s works have replaced three lamps at the steps. The benches stay as they are for now.',
		'An der Treppe sind 3 neue Lampen. Bei den Bänken ändert sich noch nichts.',
		'جدّدت مرافق المدينة ثلاثة مصابيح عند الدرج. وتبقى المقاعد على حالها مؤقتًا.'
	)
};

const secondTalk: Talk = {
	title: texts(
		'Zweites Platzpalaver am Treppenplatz',
		'Second square talk at Treppenplatz',
		'Das zweite Platz-Palaver am Treppen-Platz',
		'ثاني حديث في ساحة تريبنبلاتس'
	),
	from: last - year,
	questions: [comfort, needs],
	answers: [voices.secondComfort, voices.needsBefore],
	secondRound: voices.needsAfter,
	outcome: texts(
		'Das Umweltamt plant Schatten für den Platz und kommt im nächsten Herbst wieder.',
		'The environment office is planning shade for the square and comes back next autumn.',
		'Das Umweltamt plant Schatten. Im nächsten Herbst sprechen wir wieder.',
		'يخطط مكتب البيئة لتوفير الظل في الساحة ويعود في الخريف القادم.'
	)
};

const thirdTalk: Talk = {
	title: texts(
		'Platzpalaver am Treppenplatz',
		'Square talk at Treppenplatz',
		'Platz-Palaver am Treppen-Platz',
		'حديث الساحة في تريبنبلاتس'
	),
	from: last,
	questions: [comfort, needs, inWords],
	answers: [voices.comfort, voices.needs, voices.inWords],
	outcome: texts(
		'Das Umweltamt stellt bis zum Sommer vier Bänke mit Sonnensegel auf. Über die Toiletten entscheidet die Bezirksvertretung Brackwede im Februar.',
		'By summer the city will put up four benches with sunshades. The district council of Brackwede decides on the toilets in February.',
		'Im Sommer gibt es 4 neue Bänke mit Schatten. Über die Toiletten sprechen die Politiker im Februar.',
		'حتى الصيف ستضع المدينة أربعة مقاعد مظللة. وسيقرر مجلس حي براكفيده بشأن المراحيض في فبراير.'
	)
};

/**
 * The same question in three years: kept in the bank, put in other words once, last year before and after an input. A
 * session that says word for word what the bank says is known to it, so the bank comes first.
 */
export async function tellOfTreppenplatz(demo: Demo, moderator: AccountActor): Promise<void> {
	const bank = await keptInBank(demo, moderator);
	await tellTalk(demo, moderator, firstTalk);
	await revised(demo, moderator, bank);
	await tellTalk(demo, moderator, secondTalk);
	await tellTalk(demo, moderator, thirdTalk);
}

async function keptInBank({ db }: Demo, moderator: AccountActor): Promise<string> {
	const known = await db
		.selectFrom('liveBankVersions')
		.select('questionId')
		.where('prompt', '=', JSON.stringify(needsAtFirst.prompt))
		.executeTakeFirst();
	return known?.questionId ?? writeQuestion(db, moderator, 'bielefeld', needsAtFirst);
}

async function revised({ db }: Demo, moderator: AccountActor, bank: string): Promise<void> {
	const { latest } = await db
		.selectFrom('liveBankQuestions')
		.select('latest')
		.where('id', '=', bank)
		.executeTakeFirstOrThrow();
	if (latest === 1) await reviseQuestion(db, moderator, bank, { input: needs, seen: latest });
}

/** Who was on the square, one question after the other, and what became of it. */
async function tellTalk(demo: Demo, moderator: AccountActor, talk: Talk): Promise<void> {
	const { title, from, questions, answers, secondRound } = talk;
	const input = { title, placeId: 'bielefeld-treppenplatz', from, measures: ['540-2'] };
	const session = await sessionNamed(demo, moderator, sessionInput(demo, input), questions);
	const then = daysFromNow(demo, from);
	const { press, standing } = conductor(demo, moderator, session, then);
	if ((await standing()) === 'ended') return;
	if ((await standing()) === 'planned') await press('start');
	const nobody = answers[0]!.map(() => null);
	const tokens = await joinWithPhones(demo, session, nobody);
	const scenes = answers.map((said): Scene => ({ answers: said, ends: 'revealed' }));
	await tell(demo, moderator, session, tokens, scenes, then);
	if (secondRound) {
		const again = { question: questions.length - 1, answers: secondRound };
		await tellSecondRound(demo, moderator, session, tokens, again, then);
	}
	await press('end');
	await setOutcome(demo.db, moderator, session.activityId, talk.outcome);
}
