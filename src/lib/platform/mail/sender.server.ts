import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.server.ts';
import { log } from '../log.ts';
import { noteFailed, noteSent, takeDueMail } from './outbox.server.ts';
import type { Transport } from './transport.server.ts';

type Means = Readonly<{ db: Db; clock: Clock }>;

/** How often the outbox is looked at; a person waits for an invitation, so seconds and not minutes. */
const pauseMs = 2000;

/**
 * Sends one mail that is due. It stays locked while it is on its way, so of several processes one sends it. Killed
 * between handing over and noting it, it goes out a second time with the same Message-ID.
 * @returns false when there was none
 */
export async function sendOne({ db, clock }: Means, transport: Transport): Promise<boolean> {
	return db.transaction().execute(async (trx) => {
		const mail = await takeDueMail(trx, clock());
		if (!mail) return false;
		try {
			await transport.deliver(mail);
			await noteSent(trx, mail, clock());
		} catch (error) {
			const reason = reasonOf(error);
			log.warn({ mail: mail.id, reason }, 'mail not delivered');
			await noteFailed(trx, mail, reason, clock());
		}
		return true;
	});
}

/** Sends mails as they become due until `stop`, which waits for the one on its way. */
export function startMailSender(means: Means, transport: Transport): { stop(): Promise<void> } {
	let stopping = false;
	let timer: NodeJS.Timeout | undefined;
	let round = Promise.resolve();
	const run = async () => {
		try {
			while (!stopping && (await sendOne(means, transport)));
		} catch (error) {
			log.warn({ code: (error as { code?: string }).code }, 'outbox could not be read');
		}
		if (!stopping) timer = setTimeout(() => (round = run()), pauseMs).unref();
	};
	round = run();
	return {
		stop: async () => {
			stopping = true;
			clearTimeout(timer);
			await round;
			transport.close();
		}
	};
}

/** What the mail server said as codes; its text may repeat the address. */
function reasonOf(error: unknown): string {
	const { code, responseCode, command } = error as {
		code?: string;
		responseCode?: number;
		command?: string;
	};
	return [code ?? 'error', responseCode, command].filter(Boolean).join(' ');
}
