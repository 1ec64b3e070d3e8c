/**
 * Docker's engine, or another one with its API, by HTTP over a unix socket or TCP. Nothing else of the agent knows its JSON;
 * the calls it makes are those of {@link dev.statusagent.container.docker.DockerRuntime} and no others.
 */
package dev.statusagent.container.docker;
