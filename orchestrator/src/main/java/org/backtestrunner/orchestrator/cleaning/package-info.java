/**
 * What a user has deleted of a batch on disk, so that it takes less room: files that only those
 * need who look at single trades. It knows what must stay, and that the manifests tell what is
 * gone.
 */
package org.backtestrunner.orchestrator.cleaning;
