/** Keeps notifications in the memory of this process. */
package dev.statusagent.host.notification.embedded;
