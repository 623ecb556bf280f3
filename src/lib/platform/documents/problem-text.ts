import { m } from '../i18n/paraglide/messages.js';

/** Why a document cannot be taken, by reason code: for the list of a form that asks for some. */
export const documentProblems: Readonly<Record<string, () => string>> = {
	document_empty: m.documents_problem_empty,
	document_too_large: m.documents_problem_too_large,
	document_kind: m.documents_problem_kind,
	document_heic: m.documents_problem_heic,
	document_too_many_pixels: m.documents_problem_too_many_pixels,
	document_broken: m.documents_problem_broken,
	document_encrypted: m.documents_problem_encrypted,
	document_active: m.documents_problem_active,
	document_attachment: m.documents_problem_attachment,
	document_too_many_pages: m.documents_problem_too_many_pages,
	document_infected: m.documents_problem_infected,
	documents_too_many: m.documents_problem_too_many,
	documents_busy: m.documents_problem_busy,
	scan_away: m.documents_problem_scan_away
};
