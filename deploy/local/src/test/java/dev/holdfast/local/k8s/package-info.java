/**
 * The Kubernetes manifests: rendered by kubectl, validated, and held to the rules of this house.
 */
@NullMarked
package dev.holdfast.local.k8s;

import org.jspecify.annotations.NullMarked;
