package dev.statusagent.command;

import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A command on its way to a waiting client.
 *
 * @param json what is written
 * @param response what it is written to
 * @param notDelivered to be run if it cannot be written
 */
@Schema(hidden = true)
record Delivery(LeasedCommand json, HttpServerResponse response, Runnable notDelivered) {}
