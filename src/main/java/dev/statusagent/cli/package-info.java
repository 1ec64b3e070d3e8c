/** The command line: picocli commands, tested without a container. Imported by nobody. */
package dev.statusagent.cli;
