CREATE INDEX `claim_updated` ON `claim` (`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `claim_source_origin` ON `claim_source` (`source_id`,`claim_id`) WHERE "as_origin" > 0;--> statement-breakpoint
CREATE INDEX `claim_summary_hops` ON `claim_summary` (case when "most_hops" is null then -1 else "most_hops" end,`claim_id`);--> statement-breakpoint
CREATE INDEX `claim_summary_reports` ON `claim_summary` (`report_count`,`claim_id`);