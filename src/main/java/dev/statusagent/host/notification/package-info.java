/** What people should know, kept until they have read it: behind the port {@link dev.statusagent.host.notification.NotificationStore}. */
package dev.statusagent.host.notification;
