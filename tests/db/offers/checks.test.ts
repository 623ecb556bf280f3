import { describe, expect, test } from 'vitest';
import { checkOffer, takeCheckBack } from '#lib/core/offers/checks.server.ts';
import { keptCards } from '#lib/core/offers/kept.server.ts';
import { keptByOrganisation, publicOffer } from '#lib/core/offers/reads.server.ts';
import { changeOffer } from '#lib/core/offers/writes.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { offerInput, refusal, townWithOffer } from '../../fixture/offers.ts';

const days = 86_400;
const today = '2026-11-21';

describe('an offer that is checked', () => {
	test('a change does not count as a check unless somebody says so', async () => {
		const { db, means, wait, offerId, organisation } = await townWithOffer();
		wait(3 * days);
		const renamed = offerInput({ name: { de: 'Erzählcafé' } });
		const change = (seen: number, checked: boolean) =>
			changeOffer(means, organisation.manager, offerId, renamed, { seen, checked });
		await change(1, false);
		expect(await publicOffer(db, offerId)).toMatchObject({
			name: { de: 'Erzählcafé' },
			lastCheckedOn: '2026-11-21'
		});
		await change(2, true);
		expect((await publicOffer(db, offerId)).lastCheckedOn).toBe('2026-11-24');
	});

	test('“checked today” names the day and who looked', async () => {
		const { db, means, wait, offerId, organisation, chief } = await townWithOffer();
		wait(200 * days);
		await checkOffer(means, chief.actor, offerId, 1);
		expect(await keptByOrganisation(db, organisation.member, organisation.id)).toMatchObject([
			{ lastCheckedOn: '2027-06-09', checkedBy: chief.actor.displayName, version: 1 }
		]);
	});

	test('“checked today” is refused when the offer is no longer what was read', async () => {
		const { db, means, wait, offerId, organisation } = await townWithOffer();
		const { member, manager } = organisation;
		const opening = { de: 'mittwochs' };
		wait(3 * days);
		await changeOffer(means, manager, offerId, offerInput({ opening }), {
			seen: 1,
			checked: false
		});
		for (const seen of [1, 3, seenVersion('abc'), seenVersion('')])
			expect(await refusal(checkOffer(means, member, offerId, seen))).toBe('changed_since_seen');
		expect((await publicOffer(db, offerId)).lastCheckedOn).toBe('2026-11-21');
		await checkOffer(means, member, offerId, 2);
		expect((await publicOffer(db, offerId)).lastCheckedOn).toBe('2026-11-24');
	});

	test('a check by mistake is taken back once, by who made it, and the former day and name return', async () => {
		const { db, means, wait, offerId, organisation } = await townWithOffer();
		const { member, manager, id } = organisation;
		wait(200 * days);
		await checkOffer(means, manager, offerId, 1);
		await checkOffer(means, manager, offerId, 1);
		const mayTakeBack = async (actor: typeof member) =>
			keptCards(await keptByOrganisation(db, actor, id), actor, today)[0]!.mayTakeBack;
		expect([await mayTakeBack(member), await mayTakeBack(manager)]).toEqual([false, true]);
		expect(await refusal(takeCheckBack(means, member, offerId))).toBe('check_gone');
		await takeCheckBack(means, manager, offerId);
		expect(await refusal(takeCheckBack(means, manager, offerId))).toBe('check_gone');
		expect(await keptByOrganisation(db, member, id)).toMatchObject([
			{ lastCheckedOn: '2026-11-21', checkedBy: member.displayName, version: 1 }
		]);
		const actions = await db
			.selectFrom('history')
			.select('action')
			.where('subjectKind', '=', 'offer')
			.orderBy('id')
			.execute();
		expect(actions.map(({ action }) => action)).toEqual([
			'offer.created',
			'offer.checked',
			'offer.checked',
			'offer.checkTakenBack'
		]);
	});
});
