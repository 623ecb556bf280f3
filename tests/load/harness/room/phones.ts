import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { RawEventSource } from './event-source.ts';
import { openPhone, type Phone, type Room } from './phone.ts';

/** A hall full of phones, in a process of its own. */
export type PhonesJob = Room & {
	count: number;
	/** So many of them lose their connection once. */
	losing: number;
	/** Votes there will be. */
	votes: number;
};

/** Times in ms since all began at once; of those who lost the connection meanwhile apart. */
export type Arrived = { ms: number[]; lostMs: number[] };
export type Voted = Arrived & {
	/** When each vote was acknowledged, in ms since 1970, in order. */
	acknowledgedAt: number[];
	/** Votes that were on their way when the connection broke. */
	cutOff: number;
};
export type Told = {
	phones: { token: string; said: Record<string, unknown> }[];
	refused: string[];
	/** Processor time of the phones so far, in ms. */
	cpuMs: number;
};

export type Phones = {
	/** All at once: page, its files, join, stream; resolves when each is in and has the state. */
	arrive(): Promise<Arrived>;
	/** Resolves when each phone shows this version of the session. */
	shown(version: number): Promise<void>;
	/** All at once, each one of these answers; resolves when all are acknowledged. */
	vote(answers: readonly unknown[]): Promise<Voted>;
	tell(): Promise<Told>;
	close(): void;
};

export function startPhones(job: PhonesJob): Phones {
	const child = fork(import.meta.filename, {
		execPath: process.execPath,
		serialization: 'advanced'
	});
	child.send(job);
	const ask = <T>(...question: Question): Promise<T> =>
		new Promise((resolve, reject) => {
			const ended = (code: number | null) => reject(new Error(`the phones ended with ${code}`));
			child.once('exit', ended);
			child.once('message', (answer) => {
				child.off('exit', ended);
				resolve(answer as T);
			});
			child.send(question);
		});
	return {
		arrive: () => ask('arrive'),
		shown: (version) => ask('shown', version),
		vote: (answers) => ask('vote', answers),
		tell: () => ask('tell'),
		close: () => child.kill()
	};
}

type Question = ['arrive'] | ['tell'] | ['shown', number] | ['vote', readonly unknown[]];

function run(job: PhonesJob): (question: Question) => Promise<unknown> {
	globalThis.EventSource = RawEventSource as unknown as typeof EventSource;
	const phones = Array.from({ length: job.count }, (_, number) => openPhone(job, number));
	// Each of them loses it in one of the phases: while it arrives, or in one of the votes.
	const groups: Phone[][] = Array.from({ length: job.votes + 1 }, () => []);
	for (let n = 0; n < job.losing; n++)
		groups[n % groups.length]!.push(phones[Math.floor((n * job.count) / job.losing)]!);
	return async ([what, given]) => {
		if (what === 'arrive') return arrive(phones, groups.shift()!);
		if (what === 'shown') return shown(phones, given);
		if (what === 'vote') return vote(phones, given, groups.shift() ?? []);
		return tell(phones);
	};
}

/** Within how many ms after the beginning a connection breaks off. */
const breaksWithin = { arriving: 1500, voting: 150 };

async function arrive(phones: readonly Phone[], losing: readonly Phone[]): Promise<Arrived> {
	const start = performance.now();
	for (const phone of losing) setTimeout(phone.lose, Math.random() * breaksWithin.arriving);
	await Promise.all(phones.map((phone) => phone.arrive()));
	return apart(phones, losing, (phone) => phone.joinedAt()! - start);
}

async function vote(
	phones: readonly Phone[],
	answers: readonly unknown[],
	losing: readonly Phone[]
): Promise<Voted> {
	let cutOff = 0;
	const start = performance.now();
	for (const phone of losing)
		setTimeout(() => {
			if (phone.isOnTheWay()) cutOff++;
			phone.lose();
		}, Math.random() * breaksWithin.voting);
	for (const phone of phones) phone.vote(answers[Math.floor(Math.random() * answers.length)]);
	await until(() => phones.every((phone) => phone.countedAt() !== null || phone.refused()));
	const times = apart(phones, losing, (phone) => (phone.countedAt() ?? Infinity) - start);
	const acknowledgedAt = [...times.ms, ...times.lostMs]
		.map((ms) => performance.timeOrigin + start + ms)
		.sort((a, b) => a - b);
	return { ...times, acknowledgedAt, cutOff };
}

async function shown(phones: readonly Phone[], version: number): Promise<void> {
	await until(() => phones.every((phone) => phone.isShown() && phone.state()!.version >= version));
}

function tell(phones: readonly Phone[]): Told {
	const { user, system } = process.cpuUsage();
	return {
		phones: phones.map((phone) => ({ token: phone.token()!, said: phone.said })),
		refused: phones.flatMap((phone) => phone.refused() ?? []),
		cpuMs: (user + system) / 1000
	};
}

function apart(
	phones: readonly Phone[],
	losing: readonly Phone[],
	ms: (phone: Phone) => number
): Arrived {
	const lost = new Set(losing);
	return {
		ms: phones.filter((phone) => !lost.has(phone)).map(ms),
		lostMs: losing.map(ms)
	};
}

async function until(holds: () => boolean): Promise<void> {
	const latest = performance.now() + 60_000;
	while (!holds()) {
		if (performance.now() > latest) throw new Error('the phones waited for a minute');
		await pause(10);
	}
}

if (process.send) {
	process.once('message', (job) => {
		const answer = run(job as PhonesJob);
		process.on('message', (question) => {
			answer(question as Question).then(
				(answered) => process.send!(answered ?? null),
				(error: unknown) => {
					console.error(error);
					process.exit(1);
				}
			);
		});
	});
}
