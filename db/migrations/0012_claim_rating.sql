CREATE TABLE `claim_rating` (
	`claim_id` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`reviewer` text NOT NULL,
	`reviewer_kind` text NOT NULL,
	`reviewer_url` text,
	`rated_at` text,
	`review_url` text,
	`value` real,
	`best` real,
	`worst` real,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "claim_rating_reviewer_kind" CHECK("claim_rating"."reviewer_kind" in ('organisation', 'person')),
	CONSTRAINT "claim_rating_scale" CHECK("claim_rating"."value" is not null or ("claim_rating"."best" is null and "claim_rating"."worst" is null))
) STRICT;
