package dev.statusagent.container;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A log on its way to a client. */
@Schema(hidden = true)
record LogAnswer(LogPump pump) {}
