package dev.statusagent.container;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A log on its way to a client; what it is made of is for its writer alone. */
@Schema(hidden = true)
public record LogAnswer(LogPump pump) {}
