drop table "clip_replicas";
