CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `account_user` ON `account` (`user_id`,`provider_id`);--> statement-breakpoint
CREATE TABLE `api_token` (
	`id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`scope` text NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "api_token_scope" CHECK("api_token"."scope" in ('read', 'write'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_hash` ON `api_token` (`token_hash`);--> statement-breakpoint
CREATE INDEX `api_token_user` ON `api_token` (`user_id`);--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`purpose` text NOT NULL,
	`email` text,
	`name` text,
	`role` text NOT NULL,
	`user_id` text,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "one_time_link_purpose" CHECK("one_time_link"."purpose" in ('first-admin', 'invite', 'reset')),
	CONSTRAINT "one_time_link_role" CHECK("one_time_link"."role" in ('reader', 'editor', 'admin')),
	CONSTRAINT "one_time_link_email_known" CHECK(("one_time_link"."email" is null) = ("one_time_link"."purpose" = 'first-admin')),
	CONSTRAINT "one_time_link_user_known" CHECK(("one_time_link"."user_id" is null) = ("one_time_link"."purpose" <> 'reset'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `one_time_link_token` ON `one_time_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `one_time_link_email` ON `one_time_link` (`email`);--> statement-breakpoint
CREATE INDEX `one_time_link_user` ON `one_time_link` (`user_id`);--> statement-breakpoint
CREATE TABLE `security_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`account` text,
	`actor` text,
	`address` text,
	`detail` text,
	CONSTRAINT "security_event_kind" CHECK("security_event"."kind" in ('signed-in', 'signed-out', 'sign-in-failed', 'sign-in-refused', 'code-asked', 'code-failed', 'code-refused', 'password-changed', 'session-ended', 'link-made', 'link-used', 'invite-withdrawn', 'role-changed', 'disabled', 'enabled', 'token-made', 'token-revoked', 'second-factor-on', 'second-factor-off', 'backup-codes-made', 'everything-exported'))
) STRICT;
--> statement-breakpoint
CREATE INDEX `security_event_account` ON `security_event` (`account`,`id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE INDEX `session_expires` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`verified` integer NOT NULL,
	`failed_verification_count` integer,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `two_factor_user` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`disabled_at` integer,
	`two_factor_enabled` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "user_role" CHECK("user"."role" in ('reader', 'editor', 'admin')),
	CONSTRAINT "user_email_lower" CHECK("user"."email" = lower("user"."email"))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `catalogue` (
	`id` integer PRIMARY KEY NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`published_revision` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `document` (
	`id` integer PRIMARY KEY NOT NULL,
	`uid` text NOT NULL,
	`publisher_id` integer NOT NULL,
	`kind` text,
	`title` text NOT NULL,
	`title_key` text NOT NULL,
	`url` text,
	`url_key` text,
	`version` text,
	`archived_url` text,
	`published_at` text,
	`retrieved_at` text,
	`language` text,
	`sha256` text,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`publisher_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "document_kind" CHECK("document"."kind" in ('article', 'post', 'broadcast', 'press-release', 'image', 'video', 'audio', 'paper', 'dataset', 'page', 'message'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `document_uid` ON `document` (`uid`);--> statement-breakpoint
CREATE INDEX `document_date` ON `document` (case when "published_at" is null then '' else "published_at" end,`id`);--> statement-breakpoint
CREATE INDEX `document_title` ON `document` (`title_key`,`id`);--> statement-breakpoint
CREATE INDEX `document_publisher_date` ON `document` (`publisher_id`,case when "published_at" is null then '' else "published_at" end,`id`);--> statement-breakpoint
CREATE INDEX `document_publisher_title` ON `document` (`publisher_id`,`title_key`,`id`);--> statement-breakpoint
CREATE INDEX `document_kind_date` ON `document` (`kind`,case when "published_at" is null then '' else "published_at" end,`id`);--> statement-breakpoint
CREATE INDEX `document_kind_title` ON `document` (`kind`,`title_key`,`id`);--> statement-breakpoint
CREATE INDEX `document_language_date` ON `document` (lower("language"),case when "published_at" is null then '' else "published_at" end,`id`);--> statement-breakpoint
CREATE INDEX `document_language_title` ON `document` (lower("language"),`title_key`,`id`);--> statement-breakpoint
CREATE INDEX `document_url` ON `document` (`url_key`,`version`);--> statement-breakpoint
CREATE TABLE `document_shingle` (
	`hash` integer NOT NULL,
	`document_id` integer NOT NULL,
	PRIMARY KEY(`hash`, `document_id`),
	FOREIGN KEY (`document_id`) REFERENCES `document_text`(`document_id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `document_shingle_document` ON `document_shingle` (`document_id`);--> statement-breakpoint
CREATE TABLE `document_text` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `source` (
	`id` integer PRIMARY KEY NOT NULL,
	`uid` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`look_key` text NOT NULL,
	`shown_key` text NOT NULL,
	`kind` text NOT NULL,
	`country` text,
	`parent_id` integer,
	`parent_relation` text,
	`homepage` text,
	`wikidata` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`merged_into` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`merged_into`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "source_kind" CHECK("source"."kind" in ('agency', 'outlet', 'government', 'organisation', 'person', 'account', 'unnamed')),
	CONSTRAINT "source_parent_relation" CHECK("source"."parent_relation" in ('part-of', 'controlled-by')),
	CONSTRAINT "source_parent_whole" CHECK(("source"."parent_id" is null) = ("source"."parent_relation" is null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `source_uid` ON `source` (`uid`);--> statement-breakpoint
CREATE INDEX `source_parent` ON `source` (`parent_id`);--> statement-breakpoint
CREATE INDEX `source_merged` ON `source` (`merged_into`) WHERE "merged_into" is not null;--> statement-breakpoint
CREATE INDEX `source_name` ON `source` (`name_key`);--> statement-breakpoint
CREATE INDEX `source_look` ON `source` (`look_key`);--> statement-breakpoint
CREATE INDEX `source_shown` ON `source` (`shown_key`);--> statement-breakpoint
CREATE TABLE `source_alias` (
	`source_id` integer NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`look_key` text NOT NULL,
	`language` text,
	PRIMARY KEY(`source_id`, `position`),
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `source_alias_name` ON `source_alias` (`name_key`,`source_id`);--> statement-breakpoint
CREATE INDEX `source_alias_look` ON `source_alias` (`look_key`,`source_id`);--> statement-breakpoint
CREATE TABLE `attribution` (
	`claim_id` integer NOT NULL,
	`citing` integer NOT NULL,
	`cited` integer NOT NULL,
	`uid` text NOT NULL,
	`manner` text NOT NULL,
	`cue` text,
	`note` text,
	`disputed_at` text,
	`disputed_by` integer,
	`dispute_reason` text,
	PRIMARY KEY(`claim_id`, `citing`, `cited`),
	FOREIGN KEY (`disputed_by`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`claim_id`,`citing`) REFERENCES `statement`(`claim_id`,`seq`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`claim_id`,`cited`) REFERENCES `statement`(`claim_id`,`seq`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "attribution_not_itself" CHECK("attribution"."citing" <> "attribution"."cited"),
	CONSTRAINT "attribution_manner" CHECK("attribution"."manner" in ('quotes', 'paraphrases', 'cites', 'translates', 'republishes', 'copies'))
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `attribution_uid` ON `attribution` (`uid`);--> statement-breakpoint
CREATE INDEX `attribution_cited` ON `attribution` (`claim_id`,`cited`);--> statement-breakpoint
CREATE INDEX `attribution_disputed_by` ON `attribution` (`disputed_by`,`claim_id`) WHERE "disputed_by" is not null;--> statement-breakpoint
CREATE TABLE `claim` (
	`id` integer PRIMARY KEY NOT NULL,
	`uid` text NOT NULL,
	`text` text NOT NULL,
	`language` text NOT NULL,
	`about_date` text,
	`status` text NOT NULL,
	`note` text,
	`first_url` text,
	`revision` integer NOT NULL,
	`published_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "claim_status_value" CHECK("claim"."status" in ('draft', 'published', 'withdrawn'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_uid` ON `claim` (`uid`);--> statement-breakpoint
CREATE INDEX `claim_status` ON `claim` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `claim_updated` ON `claim` (`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `claim_published` ON `claim` (`status`,case when "published_at" is null then '' else "published_at" end,`id`);--> statement-breakpoint
CREATE TABLE `claim_rating` (
	`claim_id` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`reviewer` text NOT NULL,
	`reviewer_kind` text NOT NULL,
	`reviewer_url` text,
	`rated_at` text,
	`review_url` text,
	`publisher` text,
	`archived_url` text,
	`value` real,
	`best` real,
	`worst` real,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "claim_rating_reviewer_kind" CHECK("claim_rating"."reviewer_kind" in ('organisation', 'person')),
	CONSTRAINT "claim_rating_scale" CHECK("claim_rating"."value" is not null or ("claim_rating"."best" is null and "claim_rating"."worst" is null))
) STRICT;
--> statement-breakpoint
CREATE TABLE `claim_relation` (
	`claim_id` integer NOT NULL,
	`relation` text NOT NULL,
	`other_uid` text NOT NULL,
	`note` text,
	PRIMARY KEY(`claim_id`, `relation`, `other_uid`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "claim_relation_value" CHECK("claim_relation"."relation" in ('became', 'contradicts', 'part-of'))
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `claim_relation_other` ON `claim_relation` (`other_uid`,`relation`,`claim_id`);--> statement-breakpoint
CREATE TABLE `claim_topic` (
	`claim_id` integer NOT NULL,
	`position` integer NOT NULL,
	`topic` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`claim_id`, `position`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_topic_once` ON `claim_topic` (`claim_id`,`key`);--> statement-breakpoint
CREATE INDEX `claim_topic_key` ON `claim_topic` (`key`,`claim_id`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`claim_id` integer NOT NULL,
	`citing` integer NOT NULL,
	`cited` integer NOT NULL,
	`position` integer NOT NULL,
	`document_id` integer NOT NULL,
	`exact` text NOT NULL,
	`prefix` text,
	`suffix` text,
	`start` integer,
	`end` integer,
	PRIMARY KEY(`claim_id`, `citing`, `cited`, `position`),
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`claim_id`,`citing`,`cited`) REFERENCES `attribution`(`claim_id`,`citing`,`cited`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "evidence_exact" CHECK("evidence"."exact" <> ''),
	CONSTRAINT "evidence_span" CHECK(("evidence"."start" is null) = ("evidence"."end" is null) and ("evidence"."start" is null or ("evidence"."start" >= 0 and "evidence"."end" > "evidence"."start")))
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `evidence_document` ON `evidence` (`document_id`,`claim_id`);--> statement-breakpoint
CREATE INDEX `evidence_place` ON `evidence` (`document_id`,`start`,`end`,`claim_id`);--> statement-breakpoint
CREATE TABLE `statement` (
	`claim_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`uid` text NOT NULL,
	`source_id` integer NOT NULL,
	`document_id` integer,
	`stated_at` text,
	`wording` text,
	`language` text,
	`stance` text NOT NULL,
	`basis` text NOT NULL,
	`retracted_at` text,
	`retraction_reason` text,
	PRIMARY KEY(`claim_id`, `seq`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "statement_stance" CHECK("statement"."stance" in ('asserts', 'denies', 'doubts')),
	CONSTRAINT "statement_basis" CHECK("statement"."basis" in ('witnessed', 'own-act', 'told', 'document', 'inferred', 'unknown')),
	CONSTRAINT "statement_retraction" CHECK("statement"."retraction_reason" is null or "statement"."retracted_at" is not null)
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `statement_uid` ON `statement` (`uid`);--> statement-breakpoint
CREATE UNIQUE INDEX `statement_identity` ON `statement` (`claim_id`,`source_id`,`stance`,case when "document_id" is null then 'at ' || case when "stated_at" is null then '' else "stated_at" end else "document_id" end);--> statement-breakpoint
CREATE INDEX `statement_source` ON `statement` (`source_id`,`claim_id`);--> statement-breakpoint
CREATE INDEX `statement_document` ON `statement` (`document_id`,`claim_id`);--> statement-breakpoint
CREATE TABLE `claim_distance` (
	`claim_id` integer NOT NULL,
	`source_id` integer NOT NULL,
	`hops` integer NOT NULL,
	`published` integer NOT NULL,
	`statements` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `source_id`, `hops`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE TABLE `claim_finding` (
	`claim_id` integer NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`claim_id`, `kind`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `claim_finding_kind` ON `claim_finding` (`kind`,`claim_id`);--> statement-breakpoint
CREATE TABLE `claim_pair` (
	`claim_id` integer NOT NULL,
	`citing_id` integer NOT NULL,
	`cited_id` integer NOT NULL,
	`published` integer NOT NULL,
	`attributions` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `citing_id`, `cited_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`citing_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`cited_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE TABLE `claim_source` (
	`claim_id` integer NOT NULL,
	`source_id` integer NOT NULL,
	`published` integer NOT NULL,
	`statements` integer NOT NULL,
	`as_report` integer NOT NULL,
	`as_middle` integer NOT NULL,
	`as_end` integer NOT NULL,
	`as_origin` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `source_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `claim_source_source` ON `claim_source` (`source_id`,`claim_id`);--> statement-breakpoint
CREATE INDEX `claim_source_origin` ON `claim_source` (`source_id`,`claim_id`) WHERE "as_origin" > 0;--> statement-breakpoint
CREATE TABLE `claim_summary` (
	`claim_id` integer PRIMARY KEY NOT NULL,
	`statement_count` integer NOT NULL,
	`report_count` integer NOT NULL,
	`fewest_hops` integer,
	`most_hops` integer,
	`hops_open` integer,
	`independent_sources` integer NOT NULL,
	`glyph` text,
	`headline` text NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_summary_hops` ON `claim_summary` (case when "most_hops" is null then -1 else "most_hops" end,`claim_id`);--> statement-breakpoint
CREATE INDEX `claim_summary_reports` ON `claim_summary` (`report_count`,`claim_id`);--> statement-breakpoint
CREATE INDEX `claim_summary_independent` ON `claim_summary` (`independent_sources`,`claim_id`);--> statement-breakpoint
CREATE TABLE `topic_stat` (
	`key` text PRIMARY KEY NOT NULL,
	`claims` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `topic_stat_claims` ON `topic_stat` (`claims`,`key`);--> statement-breakpoint
CREATE TABLE `source_distance` (
	`source_id` integer NOT NULL,
	`hops` integer NOT NULL,
	`statements` integer NOT NULL,
	PRIMARY KEY(`source_id`, `hops`),
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE TABLE `source_pair` (
	`citing_id` integer NOT NULL,
	`cited_id` integer NOT NULL,
	`claims` integer NOT NULL,
	`attributions` integer NOT NULL,
	PRIMARY KEY(`citing_id`, `cited_id`),
	FOREIGN KEY (`citing_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`cited_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
CREATE INDEX `source_pair_citing` ON `source_pair` (`citing_id`,`attributions`,`cited_id`);--> statement-breakpoint
CREATE INDEX `source_pair_cited` ON `source_pair` (`cited_id`,`attributions`,`citing_id`);--> statement-breakpoint
CREATE TABLE `source_stat` (
	`source_id` integer PRIMARY KEY NOT NULL,
	`named` integer NOT NULL,
	`claims` integer NOT NULL,
	`statements` integer NOT NULL,
	`as_report` integer NOT NULL,
	`as_middle` integer NOT NULL,
	`as_end` integer NOT NULL,
	`as_origin` integer NOT NULL,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `stale_claim` (
	`claim_id` integer PRIMARY KEY NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `history` (
	`subject_uid` text NOT NULL,
	`revision` integer NOT NULL,
	`subject` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`reason` text,
	`changes` text NOT NULL,
	PRIMARY KEY(`subject_uid`, `revision`),
	CONSTRAINT "history_changes" CHECK(json_valid("history"."changes"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `history_at` ON `history` (`at`);
--> statement-breakpoint
CREATE TABLE `draft` (
	`uid` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`claim_id` integer,
	`fields` text NOT NULL,
	`revision` integer NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`claim_id`) REFERENCES `claim`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "draft_fields" CHECK(json_valid("draft"."fields"))
) STRICT;
--> statement-breakpoint
CREATE INDEX `draft_user` ON `draft` (`user_id`,`updated_at`);
--> statement-breakpoint
CREATE INDEX `draft_claim` ON `draft` (`claim_id`);
--> statement-breakpoint
CREATE TABLE `spent_draft` (
	`uid` text PRIMARY KEY NOT NULL,
	`claims` text NOT NULL,
	`at` text NOT NULL,
	CONSTRAINT "spent_draft_claims" CHECK(json_valid("spent_draft"."claims"))
) STRICT;
--> statement-breakpoint
CREATE TABLE `name_guard` (
	`is_free` integer NOT NULL,
	CONSTRAINT "source_name_taken" CHECK("name_guard"."is_free")
) STRICT;
--> statement-breakpoint
CREATE TABLE `spent_key` (
	`key` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`claim` text NOT NULL,
	`result` text NOT NULL,
	`shared` integer NOT NULL,
	`at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `commit_mark` (
	`uid` text PRIMARY KEY NOT NULL
) STRICT;
