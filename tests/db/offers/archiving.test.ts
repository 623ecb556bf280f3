import { describe, expect, test } from 'vitest';
import { archiveOffer, restoreOffer } from '#lib/core/offers/archive.server.ts';
import { checkOffer } from '#lib/core/offers/checks.server.ts';
import { keptCards } from '#lib/core/offers/kept.server.ts';
import { keptByOrganisation, publicOffer } from '#lib/core/offers/reads.server.ts';
import { changeOffer, createOffer } from '#lib/core/offers/writes.server.ts';
import { archiveOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import { offerInput, refusal, townWithOffer } from '../../fixture/offers.ts';
import { staff } from '../../fixture/town.ts';

const today = '2026-11-21';

describe('an archived offer', () => {
	test('archived it is nowhere, can be neither changed nor checked, and comes back as it was', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		const { member } = organisation;
		await archiveOffer(means, member, offerId);
		await archiveOffer(means, member, offerId);
		expect(await refusal(publicOffer(db, offerId))).toBe('offer_unknown');
		expect(await refusal(checkOffer(means, member, offerId, 1))).toBe('archived');
		const change = changeOffer(means, member, offerId, offerInput(), { seen: 1, checked: true });
		expect(await refusal(change)).toBe('archived');
		await restoreOffer(means, member, offerId);
		expect((await publicOffer(db, offerId)).lastCheckedOn).toBe('2026-11-21');
	});

	test('that staff archived stays away until staff of the place bring it back', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		const { member } = organisation;
		const moderator = await staff(db, 'moderator', ['bielefeld-kesselbrink']);
		const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
		await archiveOffer(means, moderator, offerId);
		await archiveOffer(means, member, offerId);
		expect(await refusal(restoreOffer(means, member, offerId))).toBe('archived_by_staff');
		expect(await refusal(restoreOffer(means, elsewhere, offerId))).toBe('not_allowed');
		expect(await refusal(publicOffer(db, offerId))).toBe('offer_unknown');
		const seen = keptCards(await keptByOrganisation(db, member, organisation.id), member, today);
		expect(seen).toMatchObject([{ archivedByStaff: true, mayChange: true, mayRestore: false }]);
		await restoreOffer(means, moderator, offerId);
		await archiveOffer(means, member, offerId);
		await restoreOffer(means, member, offerId);
		expect(await publicOffer(db, offerId)).toMatchObject({ id: offerId });
	});

	test('that its people archived can still be taken down by staff', async () => {
		const { db, means, offerId, organisation } = await townWithOffer();
		const moderator = await staff(db, 'moderator', ['bielefeld-kesselbrink']);
		await archiveOffer(means, organisation.member, offerId);
		await archiveOffer(means, moderator, offerId);
		const back = restoreOffer(means, organisation.member, offerId);
		expect(await refusal(back)).toBe('archived_by_staff');
	});

	test('goes from sight with its organisation, which then enters no new one', async () => {
		const { db, means, offerId, organisation, chief } = await townWithOffer();
		await archiveOrganisation(means, chief.actor, organisation.id);
		expect(await refusal(publicOffer(db, offerId))).toBe('offer_unknown');
		const more = createOffer(means, organisation.member, organisation.id, offerInput());
		expect(await refusal(more)).toBe('organisation_archived');
	});
});
