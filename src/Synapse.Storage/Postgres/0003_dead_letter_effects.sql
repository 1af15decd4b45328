-- The effect itself: it can be tried again however much of the stream was compacted since. Letters from before have none.
ALTER TABLE dead_letters ADD COLUMN content text NOT NULL DEFAULT '';
