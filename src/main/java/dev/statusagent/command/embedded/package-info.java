/**
 * The queue in an SQLite database in the data directory, for one process. One thread writes, many operations to a
 * transaction; another one reads.
 */
package dev.statusagent.command.embedded;
