import type { AddressSearch } from '../../../questions/address-search.ts';
import type { FoundAddress } from './find-address.server.ts';
import type { PersonalHint } from '../../../core/moderation/personal-hints.ts';

/** What is one person's own on the page; everything else is the same for all. */
export type Personal = Readonly<{
	joined: boolean;
	/** What they said in the current round; undefined: nothing. */
	answer?: unknown;
	/** The same in words. */
	answerText: string;
	/** They want to change it: the form is open again. */
	changing: boolean;
	/** For questions about a place; absent: the house has no address search. */
	search?: AddressSearch | undefined;
	/** What was filled in when they searched. */
	found?: FoundAddress | undefined;
	/** Their last try was refused. */
	refused?: Refused | undefined;
}>;

export type Refused = Readonly<{
	/** Reason code of the live service. */
	reason: string;
	/** Reason code of the question's type, shown at the field. */
	field?: string | undefined;
	/** The answer as it was sent. */
	answer?: unknown;
	/** What was typed freely, in case the question is not there any more. */
	typed?: string | undefined;
	/** What in the answer may tell who somebody is: they are asked whether everybody may see it. */
	personal?: readonly PersonalHint[] | undefined;
	/** The organisation as it was typed. */
	organisation?: string | undefined;
	/** The seat code as it was typed, and the form that it came with. */
	seat?: Readonly<{ typed: string; nonce: string }> | undefined;
}>;

/** The page as it is rendered for everybody, once: the phone's script fills in what is the person's own. */
export const nobody: Personal = { joined: true, answerText: '', changing: false };
