/** What may run: words, paths and options. Knows nothing but {@code problem}. */
package dev.statusagent.command.policy;
