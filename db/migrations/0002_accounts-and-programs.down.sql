drop table "webhook_deliveries";
--> statement-breakpoint
drop table "webhooks";
--> statement-breakpoint
drop table "audit_log";
--> statement-breakpoint
drop table "invitations";
--> statement-breakpoint
drop table "rate_limits";
--> statement-breakpoint
drop table "idempotency_keys";
--> statement-breakpoint
drop table "api_keys";
--> statement-breakpoint
drop table "mailed_tokens";
--> statement-breakpoint
drop table "refresh_tokens";
--> statement-breakpoint
drop table "token_families";
--> statement-breakpoint
alter table "sessions" drop column "user_agent";
--> statement-breakpoint
alter table "sessions" drop column "workspace_id";
--> statement-breakpoint
alter table "sessions" drop column "created_at";
--> statement-breakpoint
alter table "users" drop column "last_seen_at";
