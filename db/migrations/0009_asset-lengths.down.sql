alter table "assets" drop column "duration_ms";
