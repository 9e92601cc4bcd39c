package io.tidegate.hook;

/** What came of loading a script: how it ended, and the image after it. */
record Loaded(Answer answer, Image image) {}
