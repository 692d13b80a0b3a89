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
CREATE TABLE `source_distance` (
	`source_id` integer NOT NULL,
	`hops` integer NOT NULL,
	`statements` integer NOT NULL,
	PRIMARY KEY(`source_id`, `hops`),
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
