CREATE TABLE "clip_replicas" (
	"clip_id" uuid NOT NULL,
	"replica" bigint NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "clip_replicas_clip_id_replica_pk" PRIMARY KEY("clip_id","replica")
);
--> statement-breakpoint
ALTER TABLE "clip_replicas" ADD CONSTRAINT "clip_replicas_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clips"("id") ON DELETE cascade ON UPDATE no action;