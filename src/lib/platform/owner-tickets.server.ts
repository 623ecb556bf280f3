import { timingSafeEqual } from 'node:crypto';
import { isUuid } from './db/uuid.ts';
import { keyedHash } from './secrets.ts';

const hashLength = 16;

/** Proofs for things that were stored before the form they belong to was sent. */
export type OwnerTickets = Readonly<{
	/** To put into the form; counts only under the same owner. */
	ticketOf(id: string, owner: string): string;
	/** The thing's id, or null for a ticket that is forged or another owner's. */
	idOf(ticket: string, owner: string): string | null;
}>;

export function ownerTickets(key: Buffer): OwnerTickets {
	const hashOf = (id: string, owner: string) => shortHash(key, `ticket ${id} ${owner}`);
	return {
		ticketOf: (id, owner) => `${id}.${hashOf(id, owner).toString('base64url')}`,
		idOf: (ticket, owner) => {
			const [id = '', hash = ''] = ticket.split('.');
			return isUuid(id) && isHash(hash, hashOf(id, owner)) ? id : null;
		}
	};
}

/** 128 bits: too many to guess, few enough for an address. */
export const shortHash = (key: Buffer, text: string): Buffer =>
	keyedHash(key, text).subarray(0, hashLength);

/** Whether a hash in base64url is this one, in the same time whether or not. */
export function isHash(given: string, right: Buffer): boolean {
	const bytes = Buffer.from(given, 'base64url');
	return bytes.length === right.length && timingSafeEqual(bytes, right);
}
