import { expect, test } from 'vitest';
import type { AccountActor, Actor, Role } from '#lib/access/actor.ts';
import { anonymous, roles, system } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import {
	bringUpAgain,
	decideApplication,
	takeBackDecision
} from '#lib/formats/fund/decide/decide.server.ts';
import { queryApplicant } from '#lib/formats/fund/review/query-applicant.server.ts';
import { readDesk, type ReviewStep } from '#lib/formats/fund/review/read-desk.server.ts';
import {
	finishReview,
	resumeReview,
	takeForReview
} from '#lib/formats/fund/review/review.server.ts';
import { states, type State } from '#lib/formats/fund/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound, type TestFund } from '../../fixture/fund.ts';
import { organisation } from '../../fixture/fund-jury.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-02-10T10:00:00Z');
const times = { now, origin: 'https://palaver.example' };
const decision = {
	outcome: 'deferred',
	body: 'office',
	grantedCents: null,
	paper: '',
	reason: 'Später',
	conditions: ''
} as const;

type Take = (db: Db, actor: Actor, id: string) => Promise<void>;

/** Every action of the review, with the states from which it leads on. */
const actions: Readonly<Record<ReviewStep, { from: readonly State[]; take: Take }>> = {
	take: {
		from: ['submitted'],
		take: (db, actor, id) => takeForReview(db, actor, id, { revision: 0 })
	},
	query: {
		from: ['inReview'],
		take: (db, actor, id) => {
			const asked = { revision: 0, reason: 'Bitte ein Angebot', dueOn: '2026-03-01' };
			return queryApplicant(db, actor, id, asked, times);
		}
	},
	finishReview: {
		from: ['inReview'],
		take: (db, actor, id) => finishReview(db, actor, id, { revision: 0 })
	},
	resumeReview: {
		from: ['ready'],
		take: (db, actor, id) => resumeReview(db, actor, id, { revision: 0, reason: 'Übersehen' })
	},
	decide: {
		from: ['ready'],
		take: (db, actor, id) => decideApplication(db, actor, id, { revision: 0, ...decision }, now)
	},
	bringUpAgain: {
		from: ['decided'],
		take: (db, actor, id) => bringUpAgain(db, actor, id, { revision: 0 })
	},
	takeBack: {
		from: ['decided'],
		take: (db, actor, id) =>
			takeBackDecision(db, actor, id, { revision: 0, reason: 'Verschrieben' })
	}
};

/** Everybody who could try, by the name under which a failure tells of them. */
async function people(db: Db, fund: TestFund): Promise<Record<string, Actor>> {
	const place = ['bielefeld-mitte'];
	const of = (role: Role, places: readonly string[] = place) => staff(db, role, places);
	const withRole = await Promise.all(roles.map(async (role) => [role, await of(role)] as const));
	const office = fund.office;
	return {
		...Object.fromEntries(withRole),
		'fundOffice elsewhere': await of('fundOffice', ['bielefeld-heepen']),
		'fundOffice without second factor': { ...(await of('fundOffice')), secondFactor: false },
		'fundOffice with a conflict': office,
		nobody: anonymous,
		'the system': system,
		'the applicant': { kind: 'receipt', subjectId: '' }
	};
}

const mayReview = (name: string) => name === 'fundOffice';

test('role × action × state: the fund’s office of the place takes each step from its states, nobody else any', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const all = await people(db, fund);
	const { applicationId } = await applied(db, fund, { askedCents: 50_000 });
	await db
		.insertInto('fundConflicts')
		.values({ applicationId, accountId: (fund.office as AccountActor).accountId })
		.execute();
	const told: string[] = [];
	for (const state of states)
		for (const [step, { from, take }] of Object.entries(actions)) {
			await putInto(db, applicationId, state);
			const tried = async ([name, person]: [string, Actor]) => {
				const actor = person.kind === 'receipt' ? { ...person, subjectId: applicationId } : person;
				const said = await take(db, actor, applicationId).then(() => 'done', reasonOf);
				const allowed = from.includes(state) ? 'done' : 'not_possible_now';
				const expected = mayReview(name) ? allowed : 'not_allowed';
				if (said !== expected) told.push(`${name}, ${step} from ${state}: ${said}`);
			};
			// Whom it is refused first: they leave everything as it is.
			const [some, others] = [true, false].map((may) =>
				Object.entries(all).filter(([name]) => mayReview(name) === may)
			);
			await Promise.all(others!.map(tried));
			for (const one of some!) await tried(one);
		}
	expect(told).toEqual([]);
}, 60_000);

/** As it would stand: a decided one was deferred, for that can be brought up again and taken back. */
async function putInto(db: Db, id: string, state: State): Promise<void> {
	await db
		.updateTable('fundApplications')
		.set({ state, revision: 0, dueOn: null, outcome: state === 'decided' ? 'deferred' : null })
		.where('id', '=', id)
		.execute();
}

const reasonOf = (error: unknown): string => {
	if (error instanceof Refusal) return error.reason;
	throw error;
};

test('what somebody was refused changed nothing and left no trace', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { state: 'submitted' });
	await expect(takeForReview(db, fund.juror, applicationId, { revision: 0 })).rejects.toMatchObject(
		{ kind: 'forbidden' }
	);
	expect(await applicationOf(db, applicationId)).toMatchObject({ state: 'submitted', revision: 0 });
	const { n } = await db
		.selectFrom('fundSteps')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	expect(n).toBe(0);
});

test('members of the applicant do not read what the staff writes about it, whatever role they hold beside', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	const { number } = await applied(db, fund, { organisationId });
	const desk = (actor: Actor) => readDesk(db, actor, fund.activityId, number!);
	await expect(desk(fund.office)).resolves.toMatchObject({ application: { number } });
	for (const { grants, ...account } of [fund.office, fund.finance, fund.juror])
		for (const held of [grants, []]) {
			const organisations = [{ id: organisationId, role: 'member' as const }];
			const member = { ...account, grants: held, organisations };
			await expect(desk(member)).rejects.toMatchObject({ reason: 'not_allowed' });
		}
});
