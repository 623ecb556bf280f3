import { openOnDevice } from '../../../../ui/kept-on-device.ts';
import type { Act, Presence } from '../presence.ts';

/** Something that this device noted and the server did not take, to be looked at by the person at the door. */
export type Problem = Readonly<{
	clientKey: string;
	dateId: string;
	reason: string;
	/** Whom it was about; null: people without registration, or an undoing. */
	registrationId: string | null;
	people: number;
}>;

type Kept = Readonly<{ clientKey: string; dateId: string }> &
	(
		| Readonly<{ kind: 'act'; act: Act }>
		| Readonly<{ kind: 'problem'; until: string; problem: Problem }>
		| Readonly<{ kind: 'presence'; until: string; presence: Presence }>
	);

export type Device = Awaited<ReturnType<typeof openDevice>>;

/**
 * What this device keeps of one date: acts that the server does not have yet, who was in when it last heard, and what was
 * refused. No names. Of dates that are over only what was never sent stays.
 */
export async function openDevice(dateId: string, until: string) {
	const store = await openOnDevice<Kept>('palaver-door', 'kept');
	const now = new Date().toISOString();
	for (const one of await store.all())
		if (one.kind !== 'act' && one.until < now) await store.forget(one.clientKey);
	const ofDate = async () => (await store.all()).filter((one) => one.dateId === dateId);

	return {
		keepAct: (act: Act) => store.keep({ clientKey: act.clientKey, dateId, kind: 'act', act }),
		/** Oldest first. */
		acts: async () => (await ofDate()).flatMap((one) => (one.kind === 'act' ? [one.act] : [])),
		keepPresence: (presence: Presence) =>
			store.keep({ clientKey: `presence ${dateId}`, dateId, kind: 'presence', until, presence }),
		presence: async () =>
			(await ofDate()).flatMap((one) => (one.kind === 'presence' ? [one.presence] : []))[0] ?? null,
		/** In the place of the act that was refused. */
		keepProblem: (problem: Problem) =>
			store.keep({ clientKey: problem.clientKey, dateId, kind: 'problem', until, problem }),
		problems: async () =>
			(await ofDate()).flatMap((one) => (one.kind === 'problem' ? [one.problem] : [])),
		forget: store.forget,
		wipe: store.wipe
	};
}
