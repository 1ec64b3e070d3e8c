/**
 * Commands: what may run, the queue that keeps them until they are done, and their execution. The queue is behind a port;
 * its adapters are in packages named after their technology. May import every package but {@code health}, {@code panel} and
 * {@code cli}.
 */
package dev.statusagent.command;
