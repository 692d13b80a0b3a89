ALTER TABLE `source` ADD `merged_into` integer REFERENCES `source`(`id`) ON UPDATE no action ON DELETE restrict;--> statement-breakpoint
CREATE INDEX `source_merged` ON `source` (`merged_into`);
