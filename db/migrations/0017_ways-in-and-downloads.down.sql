DROP TABLE "clip_downloads";--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "has_password";
