import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table events (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references event_series (activity_id) on delete cascade,
			number integer not null check (number >= 1),
			state text not null default 'draft' check (state in (
				'draft', 'submitted', 'queried', 'approved', 'rejected', 'withdrawn', 'cancelled')),
			-- counts every change, so that nobody decides about something they have not seen
			revision integer not null default 1 check (revision >= 1),
			-- its host changed it after it was approved, and no moderator has looked yet
			changed_since boolean not null default false,
			organisation_id uuid references organisations (id),
			host_name text check (char_length(host_name) between 1 and 200),
			entered_as text not null check (entered_as in ('account', 'invitation', 'staff')),
			entered_by uuid references accounts (id) on delete set null,
			-- whoever holds its link keeps the event
			invitation_id uuid references event_invitations (id),
			copied_from uuid references events (id) on delete set null,
			-- made by the empty form: sent twice it is one event
			client_key uuid not null default gen_random_uuid(),
			-- last day on which somebody wrote on it
			touched_on date not null default current_date,
			submitted_on date,
			approved_on date,
			title jsonb not null check (jsonb_typeof(title) = 'object' and title <> '{}'),
			summary jsonb not null default '{}' check (jsonb_typeof(summary) = 'object'),
			description jsonb not null default '{}' check (jsonb_typeof(description) = 'object'),
			kind text check (kind in (
				'encounter', 'workshop', 'course', 'consultation', 'roundTable', 'walk', 'expertDay', 'info', 'festival',
				'bikeWorkshop', 'networkMeeting', 'jobFair', 'parentCafe', 'parentOffer', 'parentChild', 'sport',
				'excursion', 'mobile', 'other')),
			themes text[] not null default '{}',
			audiences text[] not null default '{}' check (audiences <@ array[
				'everybody', 'children', 'youth', 'families', 'olderPeople', 'women', 'newcomers', 'disabledPeople',
				'lowIncome', 'queerPeople', 'professionals']),
			age_from smallint check (age_from between 0 and 120),
			age_to smallint check (age_to between 0 and 120),
			place_id text references places (id),
			venue text not null default '',
			address text not null default '',
			lat double precision check (lat between -90 and 90),
			lng double precision check (lng between -180 and 180),
			-- how people find each other
			meeting text not null default '',
			-- spoken there, as BCP 47 tags
			languages text[] not null default '{}' check (cardinality(languages) <= 20),
			accessibility text[] not null default '{}' check (accessibility <@ array[
				'wheelchair', 'toilet', 'inductionLoop', 'signLanguage', 'plainLanguage', 'quietRoom', 'companion']),
			accessibility_text text not null default '',
			cost text not null default 'free' check (cost in ('free', 'cents', 'text')),
			cost_cents integer check (cost_cents between 1 and 10000000),
			cost_text text not null default '',
			-- only for invited people; never public
			closed boolean not null default false,
			needs_registration boolean not null default false,
			-- how many people it is meant to reach
			target_least integer check (target_least between 1 and 100000),
			target_most integer check (target_most between 1 and 100000),
			initiated_by text check (initiated_by in ('residents', 'professionals', 'both')),
			-- of the host, for everybody; kept only with consent
			contact_email text check (char_length(contact_email) between 3 and 254),
			contact_phone text check (char_length(contact_phone) between 1 and 40),
			contact_consent boolean not null default false,
			-- asked of the office: seen by staff and host alone
			support text[] not null default '{}' check (support <@ array['money', 'advice', 'room']),
			support_text text not null default '',
			-- wall clock in the city, YYYY-MM-DDTHH:mm; with the rule of RFC 5545 it says every date
			starts_local text check (starts_local ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'),
			minutes integer check (minutes between 1 and 20160),
			rule text check (char_length(rule) between 1 and 500),
			except_local text[] not null default '{}' check (cardinality(except_local) <= 366),
			also_local text[] not null default '{}' check (cardinality(also_local) <= 366),
			unique (activity_id, number),
			unique (activity_id, client_key),
			constraint events_one_host check (num_nonnulls(organisation_id, host_name) = 1),
			constraint events_invitation check ((entered_as = 'invitation') = (invitation_id is not null)),
			constraint events_whole_when_handed_in check (state in ('draft', 'withdrawn')
				or num_nonnulls(kind, place_id, starts_local, minutes) = 4),
			check (num_nonnulls(starts_local, minutes) in (0, 2)),
			check (starts_local is not null or (rule is null and also_local = '{}')),
			check (age_to >= age_from),
			check (target_most >= target_least),
			check ((lat is null) = (lng is null)),
			check ((cost = 'cents') = (cost_cents is not null)),
			check (cost <> 'text' or cost_text <> ''),
			constraint events_contact_with_consent check (contact_consent or num_nonnulls(contact_email, contact_phone) = 0),
			check (not changed_since or state in ('approved', 'cancelled'))
		)`.execute(db);
	await sql`create index events_state on events (activity_id, state, number)`.execute(db);
	await sql`create index events_place on events (place_id) where place_id is not null`.execute(db);
	await sql`create index events_organisation on events (organisation_id) where organisation_id is not null`.execute(
		db
	);
	await sql`create index events_invitation_of on events (invitation_id) where invitation_id is not null`.execute(
		db
	);
	await sql`create index events_copied_from on events (copied_from) where copied_from is not null`.execute(
		db
	);
	await sql`
		create table event_dates (
			id uuid primary key default gen_random_uuid(),
			event_id uuid not null references events (id) on delete cascade,
			-- which occurrence of the recurrence it is; stays when the date is moved
			local_start text not null check (local_start ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'),
			starts_at timestamptz not null,
			ends_at timestamptz not null,
			state text not null default 'planned' check (state in ('planned', 'cancelled', 'held', 'notHeld')),
			-- why it is cancelled; 'rule': the recurrence has it no more, 'event': the whole event is cancelled
			cause text check (cause in ('weather', 'illness', 'tooFew', 'room', 'other', 'rule', 'event')),
			-- for everybody to read
			note text not null default '' check (char_length(note) <= 400),
			-- by somebody, away from its occurrence
			moved boolean not null default false,
			-- counts what calendars have to hear of (SEQUENCE of RFC 5545)
			sequence integer not null default 0 check (sequence >= 0),
			-- where this one is elsewhere
			place_id text references places (id),
			venue text check (char_length(venue) between 1 and 200),
			address text check (char_length(address) between 1 and 200),
			unique (event_id, local_start),
			check (ends_at > starts_at),
			constraint event_dates_cancelled_for_a_cause check ((state = 'cancelled') = (cause is not null))
		)`.execute(db);
	await sql`create index event_dates_starts on event_dates (starts_at)`.execute(db);
	await sql`create index event_dates_place on event_dates (place_id) where place_id is not null`.execute(
		db
	);
	await sql`
		create table event_steps (
			id bigint generated always as identity primary key,
			event_id uuid not null references events (id) on delete cascade,
			step text not null,
			from_state text not null,
			to_state text not null,
			-- question, answer or why; host and office read it
			reason text not null default '',
			taken_by uuid references accounts (id) on delete set null,
			taken_as text not null check (taken_as in ('host', 'office', 'system')),
			taken_at timestamptz not null default now()
		)`.execute(db);
	await sql`create index event_steps_event on event_steps (event_id, id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table event_steps, event_dates, events`.execute(db);
}
