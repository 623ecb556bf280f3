import { error, type RequestEvent } from '@sveltejs/kit';
import type { Applicant } from '#lib/formats/fund/apply/applicant.server.ts';
import { forApplicant } from '#lib/formats/fund/apply/told-to-applicant.ts';
import {
	editableStates,
	provingStates,
	readProof,
	type Proof
} from '#lib/formats/fund/proof/proof.server.ts';
import { applicantFacts } from '#lib/formats/fund/proof/applicant-facts.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { applicantDoor } from '../door.server.ts';

type Event = RequestEvent<{ slug: string; key: string }>;

/** What all pages of one's own proof know. */
export type OwnProof = Applicant & Readonly<{ proof: Proof; today: string; mayEdit: boolean }>;

/** Opens every page of one's own proof; before the project runs there is none. */
export async function ownProof(event: Event): Promise<OwnProof> {
	const opened = await applicantDoor(event);
	if (!provingStates.includes(opened.application.state)) error(404, { message: 'missing' });
	const today = localDay(event.locals.house.clock());
	return {
		...opened,
		today,
		proof: await readProof(event.locals.db, opened.application, today),
		mayEdit: editableStates.includes(opened.application.state)
	};
}

/** The same for pages that write in it: once it is handed in there is nothing to write. */
export async function editableProof(event: Event): Promise<OwnProof> {
	const opened = await ownProof(event);
	if (!opened.mayEdit) error(409, { message: 'not_possible_now' });
	return opened;
}

/** What pages show of it: without who asks. */
export async function shown(event: Event, { application, round, ...opened }: OwnProof) {
	const { actor: _, ...own } = opened;
	return {
		...own,
		round: { slug: round.slug, title: round.title },
		application: forApplicant(application),
		facts: await applicantFacts(event.locals.db, application.applicationId),
		base: proofPath(event)
	};
}

/** Address of the proof's own page, in the reader's language. */
export const proofPath = ({ params: { slug, key } }: Event): string =>
	localizeHref(`/fund/${slug}/mine/${key}/proof`);
