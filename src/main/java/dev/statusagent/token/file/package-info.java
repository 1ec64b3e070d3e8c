/** The agent token in a file: a mounted Kubernetes Secret, the CSI driver, Vault Agent. Imported by nobody. */
package dev.statusagent.token.file;
