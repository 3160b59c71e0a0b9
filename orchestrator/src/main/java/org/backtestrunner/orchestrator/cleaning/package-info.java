/**
 * What a user has deleted of a batch on disk, so that it takes less room: results that only look at
 * single trades needs. It knows what must stay, and that the manifests tell what is gone.
 */
package org.backtestrunner.orchestrator.cleaning;
