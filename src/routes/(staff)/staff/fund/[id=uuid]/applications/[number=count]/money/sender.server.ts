import type { Sender } from '#lib/formats/fund/notice/letter.ts';
import { readOperator } from '#lib/platform/operator.server.ts';

/** Whose letterhead letters have: the operator of this house; null where none is entered. */
export async function senderOf({ house }: App.Locals): Promise<Sender | null> {
	const operator = await readOperator(house.config.dataDir);
	return operator && { name: operator.name, street: operator.street, city: operator.city };
}
