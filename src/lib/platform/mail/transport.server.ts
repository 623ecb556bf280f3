import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Config } from '../config.ts';
import type { DueMail } from './outbox.server.ts';

/** Hands one mail over; resolves when the other side has taken it. */
export type Transport = { deliver(mail: DueMail): Promise<void>; close(): void };

/** To the mail server where one is configured, else as .eml files into `dataDir/outbox`. */
export function openTransport(
	config: Pick<Config, 'smtpUrl' | 'dataDir' | 'mailFrom' | 'origin'>
): Transport {
	return config.smtpUrl ? bySmtp(config, config.smtpUrl) : intoFolder(config);
}

type Sender = Pick<Config, 'mailFrom' | 'origin'>;

function bySmtp(config: Sender, smtpUrl: string): Transport {
	const url = new URL(smtpUrl);
	// A server that accepts the connection and then says nothing must not hold a mail for nodemailer's ten minutes.
	url.searchParams.set('connectionTimeout', '10000');
	url.searchParams.set('greetingTimeout', '10000');
	url.searchParams.set('socketTimeout', '30000');
	const transport = nodemailer.createTransport(url.href);
	return {
		deliver: async (mail) => void (await transport.sendMail(message(config, mail))),
		close: () => transport.close()
	};
}

function intoFolder(config: Sender & Pick<Config, 'dataDir'>): Transport {
	const folder = join(config.dataDir, 'outbox');
	const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
	return {
		deliver: async (mail) => {
			const { message: text } = await transport.sendMail(message(config, mail));
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${mail.id}.eml`;
			// Written aside and renamed: who watches the folder sees whole files only.
			await writeFile(join(folder, `.${name}`), text as Buffer, { mode: 0o600 });
			await rename(join(folder, `.${name}`), join(folder, name));
		},
		close: () => transport.close()
	};
}

function message({ mailFrom, origin }: Sender, { id, recipient, subject, body, stopUrl }: DueMail) {
	return {
		from: mailFrom,
		// An address as an object is never parsed, so a comma in it cannot add a second receiver.
		to: { name: '', address: recipient },
		subject,
		text: body,
		// Never base64, as it would be for Arabic: whoever opens a .eml file must be able to read the link.
		textEncoding: 'quoted-printable' as const,
		// The same for every try: a mail that was taken although the answer got lost is recognised as one.
		messageId: `<${id}@${new URL(origin).hostname}>`,
		headers: { 'Auto-Submitted': 'auto-generated', ...(stopUrl && stopHeaders(stopUrl)) },
		disableFileAccess: true,
		disableUrlAccess: true
	};
}

/** One click in the mail program ends these mails (RFC 2369, RFC 8058). */
const stopHeaders = (stopUrl: string) => ({
	'List-Unsubscribe': `<${stopUrl}>`,
	'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
});
