drop table "notifications" cascade;
--> statement-breakpoint
drop table "review_views" cascade;
--> statement-breakpoint
drop table "verdicts" cascade;
--> statement-breakpoint
drop table "review_rounds" cascade;
--> statement-breakpoint
alter table "clip_comments" drop column "guest_id";
--> statement-breakpoint
alter table "clip_comments" drop column "drawing";
--> statement-breakpoint
alter table "clip_comments" drop column "mentions";
--> statement-breakpoint
drop table "review_guests" cascade;
--> statement-breakpoint
drop table "review_links" cascade;
--> statement-breakpoint
alter table "workspaces" drop column "export_needs_approval";
