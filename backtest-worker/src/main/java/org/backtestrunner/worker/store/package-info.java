/**
 * What a batch prepares once and its runs share: prices and factors as rows of doubles, and a set
 * file that says from which inputs they were made. A run depends on none of it: at any doubt, a
 * {@link org.backtestrunner.worker.store.StoreException}, it reads the original inputs.
 */
package org.backtestrunner.worker.store;
