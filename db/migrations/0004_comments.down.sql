drop table "clip_comments" cascade;
