import { redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import { placesToAdminister } from '#lib/core/people/accounts/person.server.ts';
import { listOrganisations } from '#lib/core/people/organisations/reads.server.ts';
import {
	archiveOrganisation,
	changeOrganisation,
	createOrganisation,
	restoreOrganisation
} from '#lib/core/people/organisations/writes.server.ts';
import type { OrganisationKind } from '#lib/core/people/schema.ts';
import { textOf } from '../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, actor }, url }) => {
	const search = url.searchParams.get('search') ?? '';
	const archived = url.searchParams.has('archived');
	return {
		search,
		archived,
		done: url.searchParams.has('done'),
		organisations: await orErrorPage(listOrganisations(house, actor, { search, archived })),
		places: await placesToAdminister(house, actor)
	};
};

const act =
	(work: (event: RequestEvent, data: FormData, input: OrganisationInput) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const data = await event.request.formData();
		const typed = {
			id: textOf(data, 'id'),
			name: textOf(data, 'name'),
			kind: textOf(data, 'kind') as OrganisationKind,
			placeId: textOf(data, 'placeId')
		};
		const { refused } = await orRefusedForm(work(event, data, typed), typed);
		return refused ?? redirect(303, `${event.url.pathname}?done`);
	};
type OrganisationInput = { id: string; name: string; kind: OrganisationKind; placeId: string };

export const actions: Actions = {
	create: act(({ locals: { house, actor } }, _, input) => createOrganisation(house, actor, input)),
	change: act(({ locals: { house, actor } }, _, input) =>
		changeOrganisation(house, actor, input.id, input)
	),
	archive: act(({ locals: { house, actor } }, data) =>
		archiveOrganisation(house, actor, textOf(data, 'organisation'))
	),
	restore: act(({ locals: { house, actor } }, data) =>
		restoreOrganisation(house, actor, textOf(data, 'organisation'))
	)
};
