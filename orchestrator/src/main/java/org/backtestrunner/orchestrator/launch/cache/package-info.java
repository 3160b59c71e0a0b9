/**
 * What makes runs start faster and changes no result: prepared inputs, the worker's classes, a copy
 * of the worker. All of it may be deleted or damaged at any time.
 */
package org.backtestrunner.orchestrator.launch.cache;
