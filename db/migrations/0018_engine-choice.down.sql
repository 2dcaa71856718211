alter table "workspaces" drop column "engine_choice";
