alter table "workspaces" drop column "custom_words";
