import type { AccountActor } from '#lib/access/actor.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { activityKeyOf } from '#lib/core/activities/participant.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import { receiptTokenOf } from '#lib/core/receipts/receipts.server.ts';
import { createPot } from '#lib/formats/fund/ledger/pots.server.ts';
import { usualRules } from '#lib/formats/fund/round/rules.ts';
import { createRound, runRound } from '#lib/formats/fund/round/set-up-round.server.ts';
import type { Demo } from './demo.ts';
import { release } from './evidence.ts';
import { clientKeyOf, tellProject } from './fund-story.ts';
import { fundProjects } from './fund-projects.ts';
import { actorOf } from './people.ts';

const day = 86_400_000;
const slug = 'teilhabefonds';
/** Opened so many days ago. */
const opened = 300;

/** The people of the fund. */
export type FundCast = Readonly<{
	office: AccountActor;
	finance: AccountActor;
	jurors: readonly AccountActor[];
}>;

/** Where visitors of the demo find the fund. */
export type ToldFund = Readonly<{
	slug: string;
	/** Code of the cooking group's application. */
	receipt: string;
}>;

/** A pot, a round, and projects at every stage; then the share of finished projects is released. */
export async function tellOfFund(demo: Demo): Promise<ToldFund> {
	const cast: FundCast = {
		office: await actorOf(demo, 'fonds@demo.example'),
		finance: await actorOf(demo, 'kasse@demo.example'),
		jurors: [
			await actorOf(demo, 'jury@demo.example'),
			await actorOf(demo, 'jury2@demo.example'),
			await actorOf(demo, 'jury3@demo.example')
		]
	};
	const activityId = await round(demo, cast);
	for (const project of fundProjects) await tellProject(demo, cast, activityId, project);
	await release(demo, '540-2.4c', share(activityId));
	return { slug, receipt: await receiptOf(demo, activityId) };
}

async function round(demo: Demo, { office, finance }: FundCast): Promise<string> {
	const { db, means } = demo;
	const known = await db
		.selectFrom('fundRounds')
		.select('activityId')
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (known) return known.activityId;
	const now = means.clock();
	const began = new Date(now.getTime() - opened * day);
	const { activityId } = await createRound(db, office, {
		title: {
			de: 'Teilhabefonds Mitte',
			en: 'Neighbourhood fund Mitte',
			'de-simple': 'Geld für Projekte in Mitte',
			ar: 'صندوق الحي في ميته'
		},
		placeId: 'bielefeld-mitte',
		locales: ['de', 'en', 'de-simple', 'ar'],
		startsAt: began,
		endsAt: null,
		measures: ['540-2'],
		retainUntil: retainUntilAfter(now, 4 * 365),
		slug,
		potId: await pot(demo, finance, now),
		intro: {
			de: 'Geld für Ideen, die das Quartier zusammenbringen. Sie brauchen keinen Verein und kein Konto bei uns; das Fonds-Büro hilft gern.',
			en: 'Money for ideas that bring the quarter together. You need no association and no account; the fund office is glad to help.',
			'de-simple':
				'Hier gibt es Geld für gute Ideen im Viertel. Sie brauchen keinen Verein. Wir helfen Ihnen beim Antrag.',
			ar: 'مال لأفكار تجمع أهل الحي. لا تحتاجون إلى جمعية ولا إلى حساب لدينا، ومكتب الصندوق يساعدكم بكل سرور.'
		},
		rules: {
			...usualRules,
			excludedText: {
				de: 'Alkohol, Pfand und was schon bezahlt ist.',
				en: 'Alcohol, deposits and whatever is paid already.',
				'de-simple': 'Wir bezahlen keinen Alkohol und kein Pfand.',
				ar: 'الكحول والرهون وما دُفع من قبل.'
			},
			criteria: [
				{
					key: 'quartier',
					name: { de: 'Bringt Menschen im Quartier zusammen' },
					most: 5,
					weight: 2
				},
				{ key: 'zugang', name: { de: 'Alle können mitmachen' }, most: 5, weight: 1 }
			]
		}
	});
	await runRound(db, office, activityId, 'start', began);
	return activityId;
}

async function pot({ db }: Demo, finance: AccountActor, now: Date): Promise<string> {
	const input = {
		placeId: 'bielefeld-mitte',
		year: now.getFullYear(),
		name: 'Teilhabefonds',
		paper: 'Drs. 10468/2014-2020',
		amountCents: 2_184_000
	};
	const known = await db
		.selectFrom('fundPots')
		.select('id')
		.where('placeId', '=', input.placeId)
		.where('year', '=', input.year)
		.where('name', '=', input.name)
		.executeTakeFirst();
	return known?.id ?? (await createPot(db, finance, input)).potId;
}

/** Of all granted projects whose period is over, those that were finished with success. */
const share = (activityId: string): Definition => ({
	facts: { format: 'fund', kinds: ['fundedProject'] },
	filter: { activities: [activityId], finalOnly: true },
	metric: { operation: 'share', of: 'contributions', numerator: { outcomes: ['succeeded'] } }
});

async function receiptOf({ db }: Demo, activityId: string): Promise<string> {
	const key = await activityKeyOf(db, activityId);
	return receiptTokenOf(key!, clientKeyOf(fundProjects[0]!));
}
