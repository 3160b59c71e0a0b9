/**
 * What runs in one JVM leave for those after them. It changes how long a run takes, never what
 * comes out.
 */
package org.backtestrunner.worker.warm;
