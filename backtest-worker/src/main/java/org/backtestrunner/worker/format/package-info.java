/**
 * What is said about a file that is not written as this program writes its own: format files, and
 * those that come with the worker, the presets.
 */
package org.backtestrunner.worker.format;
