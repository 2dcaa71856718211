drop table "clip_styles" cascade;
--> statement-breakpoint
drop table "clip_updates" cascade;
--> statement-breakpoint
drop table "clips" cascade;
--> statement-breakpoint
drop table "processing_jobs" cascade;
--> statement-breakpoint
drop table "projects" cascade;
--> statement-breakpoint
drop table "renders" cascade;
--> statement-breakpoint
drop table "sessions" cascade;
--> statement-breakpoint
drop table "subscriptions" cascade;
--> statement-breakpoint
drop table "suggestions" cascade;
--> statement-breakpoint
drop table "templates" cascade;
--> statement-breakpoint
drop table "transcript_segments" cascade;
--> statement-breakpoint
drop table "transcript_words" cascade;
--> statement-breakpoint
drop table "transcriptions" cascade;
--> statement-breakpoint
drop table "users" cascade;
--> statement-breakpoint
drop table "video_analysis" cascade;
--> statement-breakpoint
drop table "videos" cascade;
--> statement-breakpoint
drop table "workspace_members" cascade;
--> statement-breakpoint
drop table "workspaces" cascade;
