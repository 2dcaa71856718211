drop table "clip_journal" cascade;
