DROP INDEX "subscriptions_stripe_customer_id_idx";--> statement-breakpoint
DROP INDEX "subscriptions_workspace_id_idx";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "workspace_id", DROP COLUMN "stripe_customer_id", DROP COLUMN "period_start", DROP COLUMN "period_end";--> statement-breakpoint
DROP TABLE "stripe_events";--> statement-breakpoint
DROP TABLE "identities";--> statement-breakpoint
DROP TABLE "credit_entries";
