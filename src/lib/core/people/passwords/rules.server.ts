import { Refusal } from '../../../platform/errors.ts';
import { commonWords } from './common-words.server.ts';

/** Length is what protects (NIST SP 800-63B); no rule asks for digits or signs. Counted in characters, not bytes. */
export const shortestPassword = 12;
export const longestPassword = 128;

/** Beside the list: what people of this house would think of first. */
const ownWords = ['palaver', 'bielefeld', 'passwort', 'kennwort'];

/**
 * Why this password cannot be taken, as a reason code, or null.
 * @param email of the account: the part before the @ may not be in the password
 */
export async function passwordWeakness(password: string, email: string): Promise<string | null> {
	const normal = password.normalize('NFKC');
	const length = [...normal].length;
	if (length < shortestPassword) return 'password_too_short';
	if (length > longestPassword) return 'password_too_long';
	const folded = normal.toLowerCase();
	const mailName = email.split('@')[0]!.toLowerCase();
	if (mailName.length >= 4 && folded.includes(mailName)) return 'password_contains_email';
	if (isCommon(folded, await commonWords())) return 'password_common';
	return null;
}

/** @throws Refusal `invalid` at the field, `password` unless told otherwise */
export async function demandGoodPassword(password: string, email: string, field = 'password') {
	const weakness = await passwordWeakness(password, email);
	if (weakness) throw new Refusal('invalid', 'input_invalid', { [field]: weakness });
}

/** A listed word as it is, with digits and signs around it, or said again and again. */
function isCommon(folded: string, listed: ReadonlySet<string>): boolean {
	const core = folded.replace(/^[\d\s!-/:-@[-`{-~]+|[\d\s!-/:-@[-`{-~]+$/g, '');
	const forms = [folded, core, repeatedPart(folded), repeatedPart(core)];
	return (
		core.length < 4 ||
		repeatedPart(folded).length < 6 ||
		forms.some((form) => listed.has(form) || ownWords.includes(form))
	);
}

/** The shortest part whose repetition is the whole: "abcabcabc" -> "abc". */
function repeatedPart(text: string): string {
	const period = (text + text).indexOf(text, 1);
	return text.slice(0, Math.max(period, 0));
}
