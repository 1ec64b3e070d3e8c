/**
 * The workloads of one namespace of a Kubernetes cluster, through Fabric8's model and client. What is called a container elsewhere is a
 * Deployment, StatefulSet or DaemonSet here. The calls it makes are those of
 * {@link dev.statusagent.container.kubernetes.Cluster} and no others; {@code k8s/base/role.yaml} allows them.
 */
package dev.statusagent.container.kubernetes;
