import { m } from '../i18n/paraglide/messages.js';

/** Why a photo cannot be taken, by reason code: for the list of a form that asks for some. */
export const pictureProblems: Readonly<Record<string, () => string>> = {
	picture_too_large: m.pictures_problem_too_large,
	picture_heic: m.pictures_problem_heic,
	picture_kind: m.pictures_problem_kind,
	picture_too_many_pixels: m.pictures_problem_too_many_pixels,
	picture_broken: m.pictures_problem_broken,
	uploads_busy: m.pictures_problem_on_their_way,
	pictures_busy: m.pictures_problem_busy
};
